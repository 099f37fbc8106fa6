// ---- what the app may ask (see README.md) ----------------------------------------------------------------------------------

const commands = {
  capabilities: async () => ({
    scan: Boolean(navigator.mediaDevices?.getUserMedia),
    print: typeof globalThis.print === "function",
    install: Boolean(python.installPrompt),
    share: typeof navigator.share === "function",
  }),
  print: ({ html }) => printDocument(html),
  persist: async () => Boolean(await navigator.storage?.persist?.()),
  storage: async () => {
    if (!navigator.storage?.estimate) return null;
    const { usage, quota } = await navigator.storage.estimate();
    return { persisted: Boolean(await navigator.storage.persisted?.()), usage: usage ?? null, quota: quota ?? null };
  },
  open: async ({ url }) => {
    if (!/^(tel|sms|mailto):/.test(url)) throw new Error("Only telephone numbers, messages and mail can be opened.");
    location.href = url;
    return true;
  },
  scan: (asked) => scanCode(asked),
  pictures: async ({ pictures }) => {
    const { textsIn } = await scanner();
    const texts = [];
    for (const picture of pictures) texts.push(await textsIn(picture)); // one after the other: each takes much memory
    return texts;
  },
  install: async () => {
    const prompt = python.installPrompt;
    python.installPrompt = null;
    await prompt?.prompt();
    return (await prompt?.userChoice)?.outcome === "accepted";
  },
  installed: async () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true,
  // The app says what it speaks, for whoever reads the page aloud; and what was chosen in it, for the next first page.
  language: async ({ language, chosen }) => {
    keepLanguage(language);
    if (chosen) remember("language", chosen);
    else if (chosen === "") forget("language");
    return true;
  },
  shown: async () => {
    python.onShown();
    return true;
  },
  voice: async ({ language }) => Boolean(await voice(language)),
  speak: ({ text, language }) => speak(text, language),
  hush: async () => {
    speaking++;
    globalThis.speechSynthesis?.cancel();
    return true;
  },
  offline: () => offline.state(),
  update: () => offline.switch(),
};

async function reply({ appCommand, id, ...payload }) {
  let ok = true;
  let value;
  try {
    if (!Object.hasOwn(commands, appCommand)) throw new Error(`The page does not know “${appCommand}”.`);
    value = (await commands[appCommand](payload)) ?? null;
  } catch (reason) {
    [ok, value] = [false, reason.message || String(reason)];
  }
  python.worker.postMessage({ appReply: id, ok, value });
}

function printDocument(html) {
  return new Promise((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.title = words.print;
    frame.style.cssText = "position:fixed;left:-1px;width:1px;height:1px;border:0;opacity:0";
    frame.onload = () => {
      try {
        frame.contentWindow.onafterprint = () => frame.remove();
        frame.contentWindow.print();
        setTimeout(() => frame.remove(), 600_000);
        resolve(true);
      } catch (reason) {
        frame.remove();
        reject(reason);
      }
    };
    frame.srcdoc = html;
    document.body.append(frame);
  });
}
