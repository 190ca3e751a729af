"use strict";
const report = JSON.parse(document.getElementById("report").textContent);
const palette = ["#4a78c8", "#d9822b", "#2f9e6e", "#c2497b", "#8a63d2", "#8f8f2a", "#2a9db5", "#b55a3c", "#7a8699", "#6aa84f", "#a64ca6", "#c0a020", "#4f6d7a"];
const byId = id => document.getElementById(id);
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const number = (value, digits = 0) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const milliseconds = value => value == null ? "" : number(value, value < 10 ? 2 : value < 100 ? 1 : 0) + " ms";
const bytes = value => value < 10000 ? number(value) + " B" : value < 10 * 1048576 ? number(value / 1024) + " KiB" : number(value / 1048576) + " MiB";

// --- text and tables ---

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function fillTable(table, header, rows) {
  const head = table.createTHead().insertRow();
  for (const title of header) head.append(element("th", title));
  const body = table.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    for (const cell of cells) row.insertCell().append(cell);
  }
}

function bar(share) {
  const made = element("div", undefined, "bar");
  made.style.width = Math.max(share * 100, 0.3) + "%";
  return made;
}

function figure(value, caption, isBad) {
  const made = element("div", undefined, "figure");
  made.append(element("b", value, isBad ? "bad" : ""), element("span", caption));
  return made;
}

// --- charts ---

const logTicks = (u, splits) => splits.map(value => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9 ? value : null);
const onlyDecades = { filter: logTicks, values: (u, splits) => splits.map(value => value == null ? "" : number(value, Math.max(0, -Math.round(Math.log10(value))))), grid: { stroke: () => style("--line"), width: 1, filter: logTicks } };
const axis = (label, more) => ({ label, labelSize: 26, size: 58, stroke: () => style("--soft"), grid: { stroke: () => style("--line"), width: 1 }, ticks: { stroke: () => style("--line"), width: 1 }, font: "12px sans-serif", labelFont: "13px sans-serif", ...more });
const wholeSteps = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400];
const powersOfTwo = Array.from({ length: 50 }, (_, power) => 2 ** power);
const charts = [];

function chart(id, options, data) {
  const holder = byId(id);
  const width = () => holder.clientWidth - 22;
  const made = new uPlot({ width: width(), height: 340, padding: [16, 30, 0, 0], cursor: { drag: { x: true, y: false } }, ...options }, data, holder);
  charts.push(() => made.setSize({ width: width(), height: 340 }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => made.redraw());
}

addEventListener("resize", () => charts.forEach(fit => fit()));

// Percentiles are drawn by how rare what lies beyond them is: 90, 99 and 99.9 are as far apart as they matter.
function latencyChart() {
  const operations = report.operations.filter(operation => operation.latencies.length > 1);
  const rarity = percentile => 100 / (100 - percentile);
  const xs = [...new Set(operations.flatMap(operation => operation.latencies.map(point => point.percentile)))].filter(percentile => percentile < 100).sort((a, b) => a - b);
  const data = [xs.map(rarity)];
  for (const operation of operations) {
    const known = new Map(operation.latencies.map(point => [point.percentile, point.ms]));
    data.push(xs.map(percentile => known.get(percentile) ?? null));
  }
  const name = x => x == null ? "" : number(100 - 100 / x, Math.max(0, Math.ceil(Math.log10(x) - 1e-9) - 2)) + " %";
  chart("latency", {
    scales: { x: { time: false, distr: 3 }, y: { distr: 3 } },
    axes: [
      axis("percentile of calls", { size: 40, splits: u => { const all = [1, 2, 10]; for (let x = 100; x <= u.scales.x.max * 1.01; x *= 10) all.push(x); return all; }, filter: (u, splits) => splits, values: (u, splits) => splits.map(name) }),
      axis("latency, ms", onlyDecades),
    ],
    series: [{ label: "percentile", value: (u, x) => name(x) }, ...operations.map((operation, i) => ({ label: operation.name, stroke: palette[i % palette.length], width: 2, points: { show: false }, spanGaps: true, value: (u, value) => milliseconds(value) }))],
  }, data);
}

function throughputChart() {
  // What ended after the load was over would look like a slump.
  const rate = report.scenario.rate, seconds = report.seconds.filter(second => second.second + 1 <= Math.max(1, report.scenario.duration_seconds));
  const series = [
    { label: "second", value: (u, value) => value == null ? "" : value },
    { label: "completed", stroke: palette[0], width: 2, fill: palette[0] + "22", points: { show: false }, value: (u, value) => value == null ? "" : number(value) + "/s" },
    { label: "failed", stroke: style("--bad"), width: 2, points: { show: false }, value: (u, value) => value == null ? "" : number(value) + "/s" },
  ];
  const data = [seconds.map(second => second.second + 1), seconds.map(second => second.completed), seconds.map(second => second.failed)];
  if (rate != null) {
    series.push({ label: "due", stroke: style("--soft"), dash: [6, 5], width: 1.5, points: { show: false }, value: () => number(rate) + "/s" },
      { label: "waiting at the end of the second", stroke: palette[1], width: 2, points: { show: false }, value: (u, value) => value == null ? "" : number(value) });
    data.push(seconds.map(() => rate), seconds.map(second => second.backlog));
  }
  chart("throughput", {
    scales: { x: { time: false }, y: { range: (u, min, max) => [0, Math.max(max, 1) * 1.08] } },
    axes: [axis("seconds since the warm-up", { size: 40, incrs: wholeSteps }), axis(rate != null ? "operations a second; operations waiting" : "operations a second", { size: 72, values: (u, splits) => splits.map(value => number(value)) })],
    series,
  }, data);
}

function slowestChart() {
  byId("slowest-hint").textContent = "One point is one operation: the longest that ended in that second. Pauses show here first.";
  chart("slowest", {
    scales: { x: { time: false }, y: { range: (u, min, max) => [0, Math.max(max, 0.1) * 1.08] } },
    axes: [axis("seconds since the warm-up", { size: 40, incrs: wholeSteps }), axis("latency, ms")],
    series: [{ label: "second", value: (u, value) => value == null ? "" : value }, { label: "slowest", stroke: palette[3], width: 2, points: { show: true, size: 5 }, value: (u, value) => milliseconds(value) }],
  }, [report.seconds.map(second => second.second + 1), report.seconds.map(second => second.slowest_ms)]);
}

function growthChart() {
  const sizes = [...new Set(report.growth.map(point => point.room_size))];
  const operations = [...new Set(report.growth.map(point => point.operation))];
  const line = (operation, member) => sizes.map(size => report.growth.find(point => point.operation === operation && point.room_size === size)[member]);
  const one = (operation, i, label, dash) => ({ label, stroke: palette[i], width: 2, dash, points: { show: true, size: 7 }, value: (u, value) => milliseconds(value) });
  chart("growth", {
    scales: { x: { time: false, distr: 3 }, y: { distr: 3 } },
    axes: [axis("events in the room", { size: 40, splits: () => sizes, filter: (u, splits) => splits, values: (u, splits) => splits.map(value => number(value)) }), axis("latency, ms", onlyDecades)],
    series: [{ label: "events", value: (u, value) => value == null ? "" : number(value) }, ...operations.map((operation, i) => one(operation, i, operation + " p50")), ...operations.map((operation, i) => one(operation, i, operation + " p99", [6, 5]))],
  }, [sizes, ...operations.map(operation => line(operation, "p50_ms")), ...operations.map(operation => line(operation, "p99_ms"))]);
}

// The names stand below the bars, at a slant where there are many.
function memoryChart(aggregates) {
  const name = at => aggregates[at]?.name ?? "";
  chart("memory-chart", {
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: false, range: () => [-0.6, aggregates.length - 0.4] }, y: { range: (u, min, max) => [0, Math.max(max, 1) * 1.08] } },
    axes: [
      axis(undefined, { size: 96, labelSize: 0, rotate: -35, grid: { show: false }, splits: () => aggregates.map((_, at) => at), filter: (u, splits) => splits, values: (u, splits) => splits.map(name) }),
      axis("memory", { size: 84, incrs: powersOfTwo, values: (u, splits) => splits.map(bytes) }),
    ],
    series: [{ label: "aggregate", value: (u, at) => at == null ? "" : name(at) }, { label: "memory", stroke: () => style("--bar"), fill: () => style("--bar"), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.6, 80] }), value: (u, value) => value == null ? "" : bytes(value) }],
  }, [aggregates.map((_, at) => at), aggregates.map(aggregate => aggregate.bytes)]);
}

// --- the page ---

const scenario = report.scenario;
const open = scenario.rate != null;
byId("title").textContent = "Load " + report.name + " on " + report.target;
document.title = "convstore bench: " + report.name;
byId("description").textContent = [scenario.description, new Date(report.started_at).toISOString().slice(0, 16).replace("T", " ") + " UTC",
  (open ? "open loop, " + number(scenario.rate) + " operations a second due" : "closed loop, " + number(scenario.callers_per_process * scenario.processes) + " callers"),
  scenario.processes + (scenario.processes === 1 ? " process" : " processes") + ", " + number(scenario.rooms) + " rooms"].filter(Boolean).join(" · ");
byId("remarks").textContent = report.remarks.join("\n");

byId("figures").append(
  figure(number(report.throughput), "operations a second"),
  figure(number(report.completed), "operations in " + number(report.measured_seconds, 1) + " s"),
  figure(number(report.failed), "failed", report.failed > 0),
  figure(number(report.client_processor_seconds / report.measured_seconds, 2), "processors taken by the load"));
if (report.server) byId("figures").append(
  figure(number(report.server.processor_seconds / report.measured_seconds, 2), "processors taken by the server"),
  figure(bytes(report.server.used_memory_bytes_after), "memory of the server"));

fillTable(byId("operations"), ["operation", "calls", "a second", "p50", "p90", "p99", "p99.9", "max", "failed"], report.operations.map(operation => {
  const failures = Object.entries(operation.failures).sort((a, b) => b[1] - a[1]).map(([reason, count]) => number(count) + " " + reason).join(", ");
  return [operation.name, number(operation.completed), number(operation.throughput, 1), ...["p50_ms", "p90_ms", "p99_ms", "p999_ms", "max_ms"].map(member => operation.latencies.length > 0 ? milliseconds(operation[member]) : "–"), element("span", failures || "0", failures ? "bad" : "")];
}));
byId("latency-hint").textContent = (open ? "Measured from when the operation was due: what a stall holds up is in here (no coordinated omission). " : "Measured from when the caller began. ") + "Hover for values, drag to zoom, double-click to go back; click a name to hide its line.";
latencyChart();
throughputChart();
slowestChart();

byId("growth-hint").textContent = report.growth
  ? "One caller, the operations in turn. Solid lines are medians, dashed lines 99th percentiles."
  : 'Not measured: the scenario does not ask for it. Add "growth": { "room_sizes": [1000, 10000], "samples": 200 } to it.';
if (report.growth) growthChart(); else byId("growth").remove();

const memory = report.memory;
const known = memory.bytes != null;
byId("memory-hint").textContent = number(memory.rooms) + " rooms, " + number(memory.events) + " events, " + number(memory.keys) + " keys"
  + (known ? ", " + bytes(memory.bytes) + (memory.events > 0 ? ": " + number(memory.bytes / memory.events) + " bytes for each event, all told." : ".") : ". This server does not tell what a key takes.")
  + (memory.aggregates.some(aggregate => aggregate.measured_keys < aggregate.keys) ? " ≈ is estimated from a sample." : "");
const sized = memory.aggregates.filter(aggregate => aggregate.bytes > 0).sort((a, b) => b.bytes - a.bytes);
if (sized.length > 0) memoryChart(sized); else byId("memory-chart").remove();
fillTable(byId("memory"), ["what", "keys", "items", "bytes", "bytes an item"], memory.aggregates.map(aggregate => {
  const mark = aggregate.measured_keys < aggregate.keys ? "≈ " : "";
  return [aggregate.name, number(aggregate.keys), number(aggregate.items), aggregate.bytes == null ? "" : mark + bytes(aggregate.bytes), aggregate.bytes == null || aggregate.items === 0 ? "" : mark + number(aggregate.bytes / aggregate.items)];
}));

if (report.server && report.server.commands.length > 0) {
  const server = report.server, most = Math.max(...server.commands.map(command => command.microseconds), 1);
  byId("server-hint").textContent = server.version + ", by its own statistics, everybody's commands counted; commands within scripts are counted too, and their time is part of the script's. "
    + bytes(server.received_bytes / report.measured_seconds) + "/s in, " + bytes(server.sent_bytes / report.measured_seconds) + "/s out.";
  fillTable(byId("server"), ["command", "calls", "a second", "µs a call", "ms a second", ""], server.commands.slice(0, 16).map(command => [
    command.name, number(command.calls), number(command.calls / report.measured_seconds), number(command.microseconds / command.calls, 1), number(command.microseconds / report.measured_seconds / 1000, 1), bar(command.microseconds / most)]));
} else byId("server-section").remove();

byId("scenario").textContent = JSON.stringify(scenario, null, 2);
