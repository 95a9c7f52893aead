// The list of devices shows those of the chosen place and its rooms, and those without a place.
// Groups are taken out and put back, because a hidden option is still offered by some browsers.
for (const list of document.querySelectorAll('select[data-narrow-by]')) {
  const place = document.getElementById(list.dataset.narrowBy);
  if (!place) continue;
  const groups = [...list.querySelectorAll('optgroup')];
  const narrow = () => {
    const chosen = list.value;
    for (const group of groups) group.remove();
    const fits = (group) => !place.value || !group.dataset.within || group.dataset.within.split(' ').includes(place.value);
    list.append(...groups.filter(fits));
    list.value = chosen;
    if (list.selectedIndex < 0) list.value = '';
  };
  place.addEventListener('change', narrow);
  // a choice that does not fit comes from a form that was refused: its message says so
  if (!list.value || groups.some((group) => group.querySelector(':checked') && group.dataset.within.split(' ').includes(place.value))) narrow();
}
