/* Drag the drawing by mouse, and make it larger or smaller by wheel or by two fingers. */

const NO_CLICK = 4;
const REST = 150;
const LONGEST_TURN = 30;
const GAIN = 0.008;

const apart = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
const between = ([one, other]) => ({ x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 });

function isOnScrollbar({ target, currentTarget, offsetX, offsetY }) {
  const { clientWidth, clientHeight } = currentTarget;
  return target === currentTarget && (offsetX < 0 || offsetX >= clientWidth || offsetY >= clientHeight);
}

/* Pan by dragging; the click that ends a drag is none. */
export function listenToDrags({ frame }) {
  let last = null;
  let dragged = false;
  frame.addEventListener("pointerdown", (event) => {
    dragged = false;
    last = event.pointerType === "mouse" && event.button === 0 && !isOnScrollbar(event) ? event : null;
  });
  frame.addEventListener("pointermove", (event) => {
    if (!last || !(event.buttons & 1)) return;
    const [across, down] = [event.clientX - last.clientX, event.clientY - last.clientY];
    if (!dragged && Math.hypot(across, down) <= NO_CLICK) return;
    if (!dragged) frame.setPointerCapture(event.pointerId);
    dragged = true;
    frame.classList.add("dragged");
    frame.scrollBy(-across, -down);
    last = event;
  });
  const end = () => {
    last = null;
    frame.classList.remove("dragged");
  };
  frame.addEventListener("pointerup", end);
  frame.addEventListener("pointercancel", end);
  frame.addEventListener("click", (event) => {
    if (!dragged || event.detail === 0) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}

/* Zoom by the wheel with Ctrl or Command, as a trackpad says it too when two fingers part; without, the wheel scrolls. */
export function listenToWheel(view) {
  let rest = 0;
  view.frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16;
    const turn = Math.min(LONGEST_TURN, Math.max(-LONGEST_TURN, event.deltaY * lines));
    view.stretch(Math.exp(-turn * GAIN), { x: event.clientX, y: event.clientY });
    clearTimeout(rest);
    rest = setTimeout(() => view.settle(), REST);
  }, { passive: false });
}

/* Zoom by two fingers, which may move it as well. */
export function listenToFingers(view) {
  let last = null;
  const note = (event) => {
    last = event.touches.length === 2 ? { apart: apart(event.touches), between: between(event.touches) } : null;
    if (last) event.preventDefault();
    else view.settle();
  };
  view.frame.addEventListener("touchstart", note, { passive: false });
  view.frame.addEventListener("touchmove", (event) => {
    if (!last || event.touches.length !== 2) return;
    const before = last;
    note(event);
    const shift = { x: last.between.x - before.between.x, y: last.between.y - before.between.y };
    view.stretch(last.apart / before.apart, before.between, shift);
  }, { passive: false });
  view.frame.addEventListener("touchend", note, { passive: false });
  view.frame.addEventListener("touchcancel", note, { passive: false });
}
