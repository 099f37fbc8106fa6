// ---- reading aloud ---------------------------------------------------------------------------------------------------------

// Only a voice of the device itself: any other sends what it reads to a server. Voices come a while after the page.
async function voice(language) {
  const speech = globalThis.speechSynthesis;
  const found = () =>
    speech.getVoices().filter((one) => one.localService && one.lang.split(/[-_]/)[0].toLowerCase() === language);
  if (speech && !speech.getVoices().length) {
    await new Promise((done) => {
      speech.addEventListener("voiceschanged", done, { once: true });
      setTimeout(done, 2000);
    });
  }
  return speech ? (found().find((one) => one.default) ?? found()[0]) : undefined;
}

let speaking = 0; // which text is being read; another number stops it

// One line after the other, because browsers break off what is long; true at the end, false when stopped or failed.
async function speak(text, language) {
  const own = await voice(language);
  if (!own) return false;
  speechSynthesis.cancel();
  const turn = ++speaking;
  for (const line of text.split("\n")) {
    const said = Object.assign(new SpeechSynthesisUtterance(line), { voice: own, lang: own.lang });
    const ended = await new Promise((done) => {
      said.onend = () => done(true);
      said.onerror = () => done(false);
      speechSynthesis.speak(said);
    });
    if (!ended || turn !== speaking) return false;
  }
  return true;
}

addEventListener("pagehide", () => commands.hush());
