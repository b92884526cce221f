// The wall: scenes in turn, the next one whole before the present one goes; nobody at the keyboard.
import { Connection } from "./connection.js";
import { Frame } from "./frame.js";
import { Layers } from "./layers.js";
import { Scenes } from "./scenes.js";
import { given } from "./given.js";

// A scene that the server could not draw is asked for again after this time; an empty wall tries sooner.
const EMPTY_AGAIN = 5_000;
const RESIZED = 300;

const connection = new Connection();
const frame = new Frame(connection);
const scenes = new Scenes(connection);
const layers = new Layers(document.querySelectorAll(".sheet"));

let place = -1; // of the scene shown
let next = null; // the scene that stands ready, and its place
let isPreparing = false;
let shownAt = 0;
let isPaused = false;
let version; // of the figures that the wall was last turned to
let aim = null; // the place that keys ask for, until it is shown
let wanted = 0; // grows with each reason to begin anew: what was begun before it is thrown away

// One thing after the other: turning, keys, new figures and new sizes never draw into the same layer at once.
let work = Promise.resolve();
function then(what) {
  work = work.then(what).catch((problem) => console.warn(problem));
}

// Begins anew at a place, going on in a direction where a scene cannot be drawn.
function begin(from, by) {
  wanted += 1;
  then(() => show(from(), by));
}

// Keys pressed in a row add up to one step.
function step(by) {
  aim = (aim ?? place) + by;
  wanted += 1;
  then(() => (aim === null ? undefined : show(aim, by)));
}

// The next scene in this direction that can be drawn, into the hidden layer.
async function prepare(from, by) {
  isPreparing = true;
  try {
    next = await found(from, by);
  } finally {
    isPreparing = false;
  }
}

async function found(from, by) {
  const turn = wanted;
  next = null;
  for (let tries = 0; tries < given.scenes.length; tries += 1) {
    const at = (from + by * tries + given.scenes.length * (1 + Math.abs(from) + tries)) % given.scenes.length;
    const scene = await scenes.get(given.scenes[at]);
    if (turn !== wanted) return null;
    if (!scene) continue;
    // The first one finds header and footer as they will be around it.
    if (place < 0) frame.show(scene, at);
    if (await layers.draw(scene)) return { at, scene };
  }
  return null;
}

function turnTo({ at, scene }) {
  layers.swap();
  frame.show(scene, at);
  // Its question may be longer than the one before, under which it was drawn.
  layers.settle(layers.front);
  place = at;
  aim = null;
  shownAt = performance.now();
  next = null;
}

// Shows a scene of now, or says in words why there is none; then makes the next one ready.
async function show(from, by) {
  const turn = wanted;
  await prepare(from, by);
  if (turn !== wanted) return;
  if (next) turnTo(next);
  else await stay();
  await prepare(place + 1, 1);
}

// Nothing can be drawn: what is shown stays, unless there was nothing, or is nothing any more.
async function stay() {
  aim = null;
  if (place >= 0 && !scenes.isStale()) return;
  await layers.draw({ html: frame.emptyWords(scenes.hasFailed()), figures: {} });
  layers.swap();
  frame.showNothing();
  place = -1;
  shownAt = performance.now();
}

function turn() {
  if (isPaused || isPreparing || aim !== null || place < 0 || performance.now() - shownAt < given.seconds * 1_000) return;
  // Alone, a scene stays; whether others have come is looked up once in its time.
  if (next && next.at !== place) turnTo(next);
  else shownAt = performance.now();
  then(() => prepare(place + 1, 1));
}

function emptyAgain() {
  if (place >= 0 || performance.now() - shownAt < EMPTY_AGAIN) return;
  shownAt = performance.now();
  begin(() => 0, 1);
}

document.addEventListener("keydown", (event) => {
  if (event.key === " ") {
    isPaused = !isPaused;
    shownAt = performance.now();
    frame.pause(isPaused);
  } else if (event.key === "ArrowRight") step(1);
  else if (event.key === "ArrowLeft") step(-1);
  else return;
  event.preventDefault();
});

// Another window, or another height of header and footer: figures and lists are made for their place.
let resizing = 0;
let size = "";
new ResizeObserver(([{ contentRect: { width, height } }]) => {
  const now = `${Math.round(width)} ${Math.round(height)}`;
  if (size && size !== now) {
    clearTimeout(resizing);
    resizing = setTimeout(() => then(() => show(aim ?? Math.max(place, 0), 1)), RESIZED);
  }
  size = now;
}).observe(document.querySelector("main"));

connection.onState = (state) => {
  if (state.version === version) return;
  version = state.version;
  scenes.forgetFailures();
  begin(() => aim ?? Math.max(place, 0), 1);
  then(() => scenes.hold());
};

setInterval(() => {
  frame.tick(isPaused || place < 0 ? 0 : (performance.now() - shownAt) / (given.seconds * 1_000));
  turn();
  emptyAgain();
}, 200);

then(() => layers.fonts());
connection.start();
