// Asks for scenes, and holds the last of each: while the server is gone the wall goes on with what it has.
import { given, view } from "./given.js";

const PATIENCE = 8_000;
const FAILED_AGAIN = 300_000;

export class Scenes {
  constructor(connection) {
    this.connection = connection;
    this.held = new Map();
    this.failed = new Map();
  }

  // The scene as it is now; as it was, where the server cannot be reached; null where there is none to show.
  async get(name) {
    if (!this.connection.isLost() && !this.isFailing(name)) await this.ask(name);
    return this.held.get(name) ?? null;
  }

  async ask(name) {
    const asked = new URLSearchParams(view);
    asked.set("width", innerWidth);
    asked.set("height", innerHeight);
    // A server that freezes answers nothing and refuses nothing: once it is known to be lost, nobody waits for it.
    const patience = new AbortController(), began = performance.now();
    const watch = setInterval(() => {
      if (this.connection.isLost() || performance.now() - began > PATIENCE) patience.abort();
    }, 100);
    try {
      const answer = await fetch(`screen/scene/${name}?${asked}`, { cache: "no-store", signal: patience.signal });
      if (answer.ok) await this.hear(name, answer, patience.signal);
      else if (answer.status === 500) {
        this.held.delete(name);
        this.failed.set(name, performance.now());
      }
    } catch {
      // Not reached: what is held stays.
    } finally {
      clearInterval(watch);
    }
  }

  async hear(name, answer, signal) {
    this.failed.delete(name);
    if (answer.status === 204) {
      this.held.delete(name);
      return;
    }
    const scene = await answer.json();
    await this.shapes(scene, signal);
    this.held.set(name, scene);
  }

  // A map's shapes are fetched with it, so that it can be drawn when the server is gone; older ones are let go.
  async shapes(scene, signal) {
    for (const figure of Object.values(scene.figures)) {
      const url = figure.data.find((trace) => trace.geojson)?.geojson;
      if (!url || PlotlyGeoAssets[url]) continue;
      const answer = await fetch(url, { signal });
      const shapes = await answer.json();
      for (const older of Object.keys(PlotlyGeoAssets)) if (older !== "topojson") delete PlotlyGeoAssets[older];
      PlotlyGeoAssets[url] = shapes;
    }
  }

  isFailing(name) {
    const at = this.failed.get(name);
    return at !== undefined && performance.now() - at < FAILED_AGAIN;
  }

  hasFailed() {
    return this.failed.size > 0;
  }

  forgetFailures() {
    this.failed.clear();
  }

  // Whether what is shown is no longer to be shown: the server answers, and has none of the scenes.
  isStale() {
    return !this.connection.isLost() && this.held.size === 0;
  }

  // Asks for all scenes once, so that all of them are there when the server goes.
  async hold() {
    for (const name of given.scenes) if (!this.held.has(name)) await this.get(name);
  }
}

// The empty map of the world: without it plotly asks for one outside.
globalThis.PlotlyGeoAssets = { topojson: { world_110m: { type: "Topology", objects: {}, arcs: [] } } };
