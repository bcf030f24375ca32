/*
 * Settings of Tasklist; in place of Camunda's own file.
 *
 * At somebody's first visit Tasklist draws its frame before its texts have come, and shows their names ("CREATION_DATE").
 * It keeps them in the browser for later visits; so they are put there before it starts. Where that fails, it asks for
 * them itself, as ever.
 */
const french = (navigator.languages?.[0] ?? navigator.language).toLowerCase().startsWith('fr');
for (const language of french ? ['en', 'fr'] : ['en']) {
  const key = new URL('../locales/', import.meta.url).pathname + '_locales_data_' + language + '_' + window.bust;
  try {
    const kept = JSON.parse(localStorage.getItem('camunda-web') || '{}');
    if (!kept[key]) {
      const answer = await fetch(new URL('../locales/' + language + '.json?bust=' + window.bust, import.meta.url));
      if (answer.ok) {
        kept[key] = JSON.stringify(await answer.json());
        localStorage.setItem('camunda-web', JSON.stringify(kept));
      }
    }
  } catch {
    // Without storage, or without a connection: nothing is lost but the texts of the first moment.
  }
}

// What is due first stands first, unless somebody has chosen otherwise.
if (!location.hash.includes('sorting=')) {
  const sorting = encodeURIComponent(JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]));
  const asked = location.hash.replace(/^#\/?\??/, '');
  history.replaceState(history.state, '', '#/?' + (asked ? asked + '&' : '') + 'sorting=' + sorting);
}

// The way back to the application, in the reader's language where the browser says it.
const back = document.createElement('a');
back.className = 'orderflow-back';
back.href = '/';
back.textContent = french ? 'Retour à Orderflow' : 'Back to Orderflow';
document.body.append(back);

// The button that gives a claimed task back is a cross alone: it gets a name.
new MutationObserver(() => {
  for (const cross of document.querySelectorAll('.task-card .unclaim:not([aria-label])')) {
    cross.title = french ? 'Rendre la tâche' : 'Give the task back';
    cross.setAttribute('aria-label', cross.title);
  }
}).observe(document.body, { childList: true, subtree: true });

// A refusal is about the form as it was: it goes once that is completed again, accepted, or left for another task.
const forget = () => document.querySelectorAll('.page-notifications .alert-error .close, .page-notifications .alert-danger .close')
  .forEach((close) => close.click());
const task = () => new URLSearchParams(location.hash.split('?')[1]).get('task');
let shown = task();
new MutationObserver(() => {
  if (shown !== task()) {
    shown = task();
    forget();
  }
}).observe(document.body, { childList: true, subtree: true });
document.addEventListener('click', (click) => {
  if (click.target.closest?.('[ng-click="complete()"]')) {
    forget();
  }
}, true);

// What only a moderator may do is shown to moderators (user-styles.css). Who neither sells nor buys, nor moderates,
// has no start page there.
fetch('/api/me', { headers: { Accept: 'application/json' } })
  .then((answer) => answer.ok ? answer.json() : { groups: [] })
  .then((me) => {
    document.documentElement.classList.toggle('moderator', me.groups.includes('moderators'));
    if (!['freelancers', 'clients', 'moderators'].some((group) => me.groups.includes(group))) {
      back.href = '/notifications';
    }
  })
  .catch(() => {});

// Camunda has English and German; the French texts are ours (locales/fr.json). What they lack is English.
export default {
  locales: { availableLocales: ['en', 'fr'], fallbackLocale: 'en' },
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' }
  }
};
