// Takes the key from behind the # into the form, and out of the address bar: nothing is sent until the button is pressed.
const key = document.getElementById("key");
const behind = location.hash.slice(1);
if (behind && behind !== "key") {
  key.value = behind;
  history.replaceState(null, "", location.pathname + location.search);
}
