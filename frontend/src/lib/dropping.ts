// Files and folders that are dropped on the form that adds documents are sent with it, as if they had been chosen.

/** Listen to what is dropped, where the page has the form. */
export function takeDrops(): void {
  const form = document.querySelector<HTMLFormElement>("form#add");
  const place = form?.querySelector<HTMLElement>("#drop");
  const field = form?.querySelector<HTMLInputElement>("#files");
  if (!form || !place || !field) return;
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
  }
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (event.dataTransfer) void filesOf(event.dataTransfer).then((files) => send(form, field, files));
  });
}

function send(form: HTMLFormElement, field: HTMLInputElement, files: readonly File[]): void {
  if (files.length === 0) return;
  const all = new DataTransfer();
  for (const file of [...(field.files ?? []), ...files]) all.items.add(file);
  field.files = all.files;
  form.requestSubmit();
}

/** Return the files that were dropped, those in folders too. What was dropped can be asked only before the first wait. */
async function filesOf(dropped: DataTransfer): Promise<File[]> {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry());
  const plain = [...dropped.files];
  if (entries.every((entry) => entry === null)) return plain;
  const found = await Promise.all(entries.map((entry) => (entry ? filesUnder(entry) : [])));
  return found.flat();
}

async function filesUnder(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    // A reader gives some entries at a time, and none when it is through.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesUnder(one)));
  }
}
