// Listens to the server, and knows the time by it: also while the server is gone.
import { given, pause, view } from "./given.js";

const EVERY = 1_500;
const PATIENCE = 2_000;
// Later than this, the wall says so: it must be said within five seconds of the loss.
const LOST = 4_000;

export class Connection {
  constructor() {
    this.heardAt = performance.now();
    this.state = null;
    this.onState = () => {};
  }

  async start() {
    for (;;) {
      const asked = performance.now();
      await this.ask();
      await pause(Math.max(100, EVERY - (performance.now() - asked)));
    }
  }

  async ask() {
    try {
      const language = view.get("lang") ?? "";
      const answer = await fetch(`screen/state?lang=${encodeURIComponent(language)}`, {
        cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.ok) this.hear(await answer.json());
    } catch {
      // Gone, frozen or cut off: the clock shows how long.
    }
  }

  hear(state) {
    this.state = state;
    this.heardAt = performance.now();
    if (state.now) this.serverTime = Date.parse(`${state.now}Z`);
    // An upgraded server speaks to its own page.
    if (state.build !== given.build) location.reload();
    else this.onState(state);
  }

  isLost() {
    return performance.now() - this.heardAt > LOST;
  }

  // The time on the server's clock, as milliseconds that read as its own date and hour when taken for UTC.
  now() {
    return this.serverTime === undefined ? undefined : this.serverTime + performance.now() - this.heardAt;
  }

  // When the server was last heard.
  lostSince() {
    return this.serverTime;
  }
}
