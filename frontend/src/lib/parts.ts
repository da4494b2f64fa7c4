// Files of the index of a site. A page that was opened from a folder may load script and nothing else, so each file is one: it
// calls `whosays` with its name and with what it holds.

declare global {
  var whosays: (name: string, told: unknown) => void;
}

const told = new Map<string, unknown>();
const asked = new Map<string, Promise<unknown>>();

/** Take what files hold. */
export function takeParts(): void {
  globalThis.whosays = (name, holds) => void told.set(name, holds);
}

/** Load a file, once; what fails is asked for again the next time. */
export function loadPart(name: string): Promise<unknown> {
  const before = asked.get(name);
  if (before) return before;
  const loaded = new Promise<unknown>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `search/${name}.js`;
    script.addEventListener("load", () => {
      if (told.has(name)) resolve(told.get(name));
      else reject(new Error(name));
      script.remove();
    });
    script.addEventListener("error", () => {
      asked.delete(name);
      script.remove();
      reject(new Error(name));
    });
    document.head.append(script);
  });
  asked.set(name, loaded);
  return loaded;
}
