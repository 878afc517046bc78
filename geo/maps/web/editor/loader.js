/* Loader: the one script that Streamlit carries itself, a module. It fetches what the editor needs,
 * once for a page, and starts the editor in the component's own root. What it fetches lies beside
 * Streamlit's own files, under whatever address the application has.
 */
const FAILED = "The map could not be loaded. Load the page again; what you have saved is safe.";
const fetched = new Map();
const running = new WeakMap();

/** The application's address, ending in a slash: where Streamlit's own scripts came from. */
function home() {
  const own = [...document.scripts].map(({ src }) => src).find((src) => src.includes("/static/js/"));
  return own ? own.slice(0, own.lastIndexOf("static/js/")) : new URL("./", document.baseURI).href;
}

function once(address, fetchIt) {
  if (!fetched.has(address)) {
    fetched.set(address, fetchIt());
    fetched.get(address).catch(() => fetched.delete(address)); // another visit tries again
  }
  return fetched.get(address);
}

function loaded(element, address, parent) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(`${address} did not load`)));
    parent.append(element);
  });
}

function script(address) {
  return once(address, () => loaded(Object.assign(document.createElement("script"), { src: address }), address, document.head));
}

/** Style sheets reach into a shadow root only from within. */
function styles(address, root) {
  return loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }), address, root);
}

/** A sentence where the editor should be, without any style sheet of ours. */
function say(root, text) {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.style.cssText = "margin: 0; padding: 16px; font: 16px/1.4 Arial, Helvetica, sans-serif; color: #231f20";
  line.textContent = text;
  root.append(line);
  return line;
}

/** Show the message that came last; one that has come while it was unpacked is shown instead. */
async function update(mount) {
  const { message, locks } = mount;
  const unpacked = await window.Editor.unpacked(message);
  if (mount.message !== message || mount.stopped) return;
  mount.editor.lock(locks);
  mount.editor.update(unpacked);
}

async function start(root, { files, settings }, mount) {
  const wait = say(root, "The map is being loaded.");
  try {
    const base = home();
    const all = [...files.styles.map((address) => styles(base + address, root))];
    for (const address of files.scripts) await script(base + address);
    await Promise.all(all);
    if (mount.stopped) return;
    mount.editor = await window.Editor.start(root, {
      ...settings, geometry: base + files.geometry, send: (command) => mount.send(command),
      keepLocks: (locks) => mount.keepLocks(locks),
    });
    wait.remove();
    if (mount.stopped) mount.editor.stop();
    else await update(mount);
  } catch (error) {
    if (!wait.isConnected) root.append(wait);
    wait.textContent = FAILED;
    console.error(error);
  }
}

export default function editor({ data, parentElement: root, setTriggerValue, setStateValue }) {
  let mount = running.get(root);
  const fresh = !mount;
  if (fresh) running.set(root, (mount = {}));
  mount.send = (command) => setTriggerValue("command", command);
  mount.keepLocks = (locks) => setStateValue("locks", locks);
  mount.message = data.message;
  mount.locks = data.locks;
  if (fresh) start(root, data, mount);
  else if (mount.editor) update(mount);
  return () => {
    mount.stopped = true;
    mount.editor?.stop();
    running.delete(root);
    root.replaceChildren?.();
  };
}
