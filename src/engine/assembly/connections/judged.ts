import { only } from "../memory";
import { OpenSocket } from "./open-socket";

@unmanaged
class Judged {
  by: OpenSocket;
}
export const judged: Judged = only<Judged>();
