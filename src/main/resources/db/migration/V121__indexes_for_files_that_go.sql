-- A file that goes is looked for wherever one may be kept: without these, through whole tables.
create index preview_page_of_file on preview_page (file);
create index file_page_of_file on file_page (file);
create index dossier_of_file on dossier (file);
