// What is always on the wall: the unit, the scene's question, the clock, the time of the figures, and what is amiss.
import { given, words } from "./given.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (id) => document.getElementById(id);
const two = (number) => String(number).padStart(2, "0");

export class Frame {
  constructor(connection) {
    this.connection = connection;
    this.scene = null;
    for (const name of given.scenes) at("places").append(Object.assign(document.createElement("li"), { title: name }));
  }

  show(scene, place) {
    this.scene = scene;
    at("unit").textContent = scene.unit;
    at("title").textContent = scene.title;
    at("demo").textContent = scene.isDemo ? words("demo") : "";
    at("demo").hidden = !scene.isDemo;
    at("notes").textContent = scene.notes.join(" ");
    [...at("places").children].forEach((item, turn) => item.classList.toggle("on", turn === place));
    this.tick(0);
  }

  showNothing() {
    this.scene = null;
    for (const id of ["unit", "title", "notes"]) at(id).textContent = "";
    [...at("places").children].forEach((item) => item.classList.remove("on"));
    this.tick(0);
  }

  // Why there is no scene, and what to do.
  emptyWords(hasFailed) {
    const state = this.connection.state;
    const lines = !state || this.connection.isLost() ? [words("waiting")]
      : !state.version ? [words("no_data"), words("no_data_do")]
      : [words(hasFailed ? "undrawn" : "nothing")];
    const box = Object.assign(document.createElement("div"), { className: "message" });
    box.append(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    return box.outerHTML;
  }

  pause(isPaused) {
    at("paused").textContent = isPaused ? words("paused") : "";
    at("paused").hidden = !isPaused;
  }

  // passed: the part of the scene's time that is over.
  tick(passed) {
    const now = this.connection.now();
    set("clock", now === undefined ? "" : clock(now));
    // In steps of a hundredth: a line that moves without end would paint the wall anew sixty times a second.
    at("passed").style.transform = `scaleX(${Math.round(Math.min(passed, 1) * 100) / 100})`;
    this.tellAge(now);
    this.tellLoss(now);
  }

  tellAge(now) {
    const time = this.scene?.time;
    const key = given.isRehearsal ? "rehearsal" : "until";
    const moment = time ? words(key, { moment: time.words }) : this.scene ? words("no_time") : "";
    const age = time && now !== undefined && !given.isRehearsal ? now - Date.parse(`${time.at}Z`) : undefined;
    set("moment", moment);
    set("age", age === undefined ? "" : ageWords(age, now));
    at("data").className = !this.scene ? "" : this.colour(age, time);
  }

  colour(age, time) {
    const state = this.connection.state;
    if (given.isRehearsal) return "amber";
    if (!time) return "red";
    if (age === undefined || !state) return "";
    // What comes in by the month is not old after three days.
    const { amberHours, redHours } = time.amberHours ? time : state;
    return age > redHours * HOUR ? "red" : age > amberHours * HOUR ? "amber" : "green";
  }

  tellLoss(now) {
    const isLost = this.connection.isLost();
    at("lost").hidden = !isLost;
    document.body.classList.toggle("is-lost", isLost);
    if (!isLost) return;
    const since = this.connection.lostSince();
    const time = this.scene?.time;
    if (since === undefined) set("lost", words("waiting"));
    else if (!time) set("lost", words("lost", { time: clock(since) }));
    else {
      const age = ageWords(now - Date.parse(`${time.at}Z`), now);
      set("lost", words("lost_shown", { time: clock(since), moment: time.words, age }));
    }
  }
}

// Written only where it changes: a screen reader would read it out again.
function set(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

function clock(time) {
  const day = new Date(time);
  return given.clock.replace("%H", two(day.getUTCHours())).replace("%M", two(day.getUTCMinutes()));
}

// Days are those of the calendar, as the pages count them: from the 20th at 23:00 to the 28th at 8:00 they are eight.
function ageWords(age, now) {
  if (age < MINUTE) return words("age_now");
  if (age < HOUR) return words("age_minutes", { n: Math.floor(age / MINUTE) });
  if (age < 2 * DAY) return words("age_hours", { n: Math.floor(age / HOUR) });
  return words("age_days", { n: Math.floor(now / DAY) - Math.floor((now - age) / DAY) });
}
