/*
 * Settings of Cockpit; in place of Camunda's own file, of which nothing else is changed.
 * The way back to the application, in the reader's language where the browser says it.
 */
const french = (navigator.languages?.[0] ?? navigator.language).toLowerCase().startsWith('fr');
const back = document.createElement('nav');
back.className = 'orderflow-back';
for (const [href, english, inFrench] of [
  // the start page of a process admin is Cockpit itself
  ['/diagrams', 'Back to Orderflow', 'Retour à Orderflow'],
  ['/audit', 'Audit trail', 'Journal d’audit']
]) {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = french ? inFrench : english;
  back.append(link);
}
document.body.append(back);

export default {};
