export default function () {
  const here = window.location.pathname + window.location.search;
  window.location.replace("/sign-in?next=" + encodeURIComponent(here));
}
