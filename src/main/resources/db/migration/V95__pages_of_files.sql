-- What is seen of files in pages: pictures of them, drawn when somebody first looks (web.md, U11).

-- What came of drawing a file.
create table file_drawing (
	source uuid primary key references attachment (id),
	-- how often it was begun
	attempts int not null default 0,
	-- null until one of the attempts came to an end
	outcome varchar(20),
	-- of the original, where it has any
	pages int,
	constraint file_drawing_pages check (pages > 0)
);

-- The pictures, each a file of its own.
create table file_page (
	source uuid not null references file_drawing (source),
	page int not null,
	picture varchar(10) not null,
	file uuid not null references attachment (id),
	width int not null,
	height int not null,
	primary key (source, page, picture),
	constraint file_page_positive check (page > 0 and width > 0 and height > 0)
);
