// The links of the bridge on a phone: the one for this page is in sight, and what was pushed out at
// the start fades as what waits at the end does.
const list = document.querySelector('.bridge-nav ul');
const current = list?.querySelector('[aria-current]');
const mark = () => list.classList.toggle('is-pushed', list.scrollLeft > 8);

if (list && list.scrollWidth > list.clientWidth) {
  if (current) list.scrollLeft = current.offsetLeft - list.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  list.addEventListener('scroll', mark, { passive: true });
  mark();
}
