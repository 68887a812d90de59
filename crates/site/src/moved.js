{
  const { content } = document.querySelector('meta[name="moved"]');
  location.replace(content + location.search + location.hash);
}
