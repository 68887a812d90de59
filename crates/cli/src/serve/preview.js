{
  const panel = document.createElement('aside');
  panel.className = 'preview-problems';
  panel.lang = 'en';
  panel.setAttribute('aria-label', 'Problems of the ladder');
  const add = (parent, name, text, className = '') => parent.appendChild(Object.assign(document.createElement(name), { textContent: text, className }));
  const count = (problems, severity) => {
    const number = problems.filter((problem) => problem.severity === severity).length;
    return number ? [`${number} ${severity}${number === 1 ? '' : 's'}`] : [];
  };
  const show = (problems) => {
    panel.replaceChildren();
    if (!problems.length) return panel.remove();
    const details = add(panel, 'details', '');
    const errors = count(problems, 'error');
    details.open = errors.length > 0;
    add(details, 'summary', [...errors, ...count(problems, 'warning')].join(', ') + (errors.length ? '. This is the last good page.' : ''));
    const list = add(details, 'ul', '');
    for (const { severity, what, place, advice } of problems) {
      const item = add(list, 'li', '', severity);
      add(item, 'strong', `${severity}: ${what}`);
      if (place) add(item, 'code', place);
      if (advice) add(item, 'span', advice);
    }
    document.body.append(panel);
  };
  const listen = async () => {
    for (let stamp = ''; ; ) {
      try {
        const news = await (await fetch(`NEWS?after=${stamp}`, { cache: 'no-store' })).json();
        if (news.site !== 'SITE') return location.reload();
        if (news.stamp !== stamp) show(news.problems);
        stamp = news.stamp;
      } catch {
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  };
  addEventListener('DOMContentLoaded', listen);
}
