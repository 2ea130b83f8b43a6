import { mountViewer } from "../viewer/viewer.js";
import { followStream } from "./follow-stream.js";

const view = document.querySelector<HTMLElement>("#view");
if (view) void followStream(mountViewer(view), "stream");
