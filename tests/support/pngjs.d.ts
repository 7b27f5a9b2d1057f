/** What the tests use of pngjs, which brings no types. */
declare module 'pngjs' {
  export class PNG {
    static readonly sync: { read(bytes: Buffer): PNG };
    readonly width: number;
    readonly height: number;
    /** Four bytes a pixel: red, green, blue, alpha. */
    readonly data: Buffer;
  }
}
