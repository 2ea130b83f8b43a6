import { describe, expect, it, test } from "vitest";
import { CgiResponse } from "../../../../src/core/protocols/cgi/cgi-response.js";
import { moved } from "../moved.js";

const LENGTH_5 = "Status: 200 OK\r\nContent-Length: 5\r\n\r\n";

/** A response of these calls; of each the capture shows `shown` bytes. */
function responseOf(calls: readonly string[], shown?: number): CgiResponse {
  const response = new CgiResponse();
  for (const call of calls) {
    response.take(moved(call, shown === undefined ? {} : { shown }), 0, call.length);
  }
  return response;
}

describe("what the sizes of a CGI response say", () => {
  test.each([
    ["empty", []],
    ["headless", ["Content-Le"]],
    ["exact", [`${LENGTH_5}12345`]],
    ["exact", [LENGTH_5, "123", "45"]],
    ["short", [`${LENGTH_5}1234`]],
    ["over", [`${LENGTH_5}123456`]],
    ["no-length", ["X: y\r\n\r\n", "12345"]],
    ["bodiless", ["Status: 204 No Content\r\n\r\n"]],
    ["bodiless", ["Status: 304 Not Modified\r\nContent-Length: 5\r\n\r\n"]],
    ["bodiless", ["X-Accel-Redirect: /files/a\r\nContent-Length: 5\r\n\r\n"]],
    ["unknown", ["Content-Length: x\r\n\r\n"]],
  ])("%s: %j", (standing, calls) => {
    expect(responseOf(calls).standing("GET", 0)).toBe(standing);
  });

  it("has no body if it answers HEAD, whatever it declares", () => {
    expect(responseOf([LENGTH_5]).standing("HEAD", 0)).toBe("bodiless");
    expect(responseOf([`${LENGTH_5}12345`]).standing("HEAD", 0)).toBe("bodiless");
  });

  it("is not known to be short if the request was not seen: it may answer HEAD", () => {
    const response = responseOf([LENGTH_5]);
    expect(response.standing(null, 0)).toBe("unknown");
    expect(response.blindSpots(null)).toEqual(["request-not-seen"]);
  });

  it("is known to be exact without the request", () => {
    expect(responseOf([`${LENGTH_5}12345`]).standing(null, 0)).toBe("exact");
  });

  it("is unknown if the end of its head is hidden: that may say that the body does not count", () => {
    const response = responseOf(["Status: 200 OK\r\nContent-Length: 50\r\nX-Sendfile: /a\r\n\r\n"], 40);
    expect(response.standing("GET", 0)).toBe("unknown");
    expect(response.blindSpots("GET")).toEqual(["head-cut-by-string-limit"]);
    expect(response.response("GET", 0, "until-close")).toMatchObject({ declaredBytes: null, isAtMost: true });
  });

  it("counts hidden bytes as a bound: what they may be and what they are not", () => {
    const response = responseOf([`${LENGTH_5}123`]);
    response.hide(10, 1, "head-cut-by-string-limit");
    expect(response.standing("GET", 0)).toBe("unknown");
    expect(response.standing("GET", 9)).toBe("short");
    expect(response.standing("GET", 8)).toBe("unknown");
  });

  it("may be over whatever is hidden, and then only what surely is counts", () => {
    const response = responseOf([`${LENGTH_5}123456`]);
    response.hide(10, 1, "head-cut-by-string-limit");
    expect(response.standing("GET", 0)).toBe("over");
    expect(response.response("GET", 0, "until-close")).toMatchObject({ acceptedBytes: 6, isAtMost: false });
  });

  it("does not look at the body", () => {
    const response = new CgiResponse();
    response.take(moved(LENGTH_5), 0, LENGTH_5.length);
    const body = { ...moved("12345"), show: () => expect.unreachable("a body byte was looked at") };
    response.take(body, 0, 5);
    expect(response.standing("GET", 0)).toBe("exact");
  });

  test.each([
    ["content-length", [LENGTH_5]],
    ["fastcgi-records", ["X: y\r\n\r\n"]],
    ["none", ["Status: 204 No Content\r\n\r\n"]],
  ])("is framed by %s: %j", (framing, calls) => {
    expect(responseOf(calls).response("GET", 0, "fastcgi-records")?.framing).toBe(framing);
  });

  it("is null before it begins", () => {
    expect(new CgiResponse().response("GET", 0, "until-close")).toBeNull();
  });
});
