/** 不予办理: the server understood and declined. `code` and `data` are those of the noun's contract. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly status: number;
  readonly messageEn: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(status: number, body: { code: string; message: string; messageEn: string; [more: string]: unknown }) {
    super(body.message);
    const { code, message: _, messageEn, ...data } = body;
    this.code = code;
    this.status = status;
    this.messageEn = messageEn;
    this.data = data;
  }
}

/** The request never got an answer: no network, or the server is down. Nothing is known about what it did. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The server answered, but with a fault of its own. */
export class ServerFault extends Error {
  override readonly name = 'ServerFault';
  readonly status: number;

  constructor(status: number) {
    super(`server fault ${status}`);
    this.status = status;
  }
}

type Parameters = Readonly<Record<string, string | number | boolean | null | undefined>>;

export function read<Answer>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<Answer> {
  return send<Answer>(withParameters(path, parameters), { method: 'GET', ...(signal ? { signal } : {}) });
}

export function act<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return send<Answer>(`/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-daohu': '1' },
    body: JSON.stringify(body),
  });
}

/** Sends one file and tells how much of it has left, because large workbooks take minutes on a township's line. */
export function upload<Answer>(path: string, file: File, onSent: (share: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/${path}`);
    request.setRequestHeader('x-daohu', '1');
    request.upload.onprogress = (event) => onSent(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Unreachable('upload', { cause: 'network' }));
    request.onload = () => {
      try {
        resolve(answerOf<Answer>(request.status, parsed(request.responseText)));
      } catch (fault) {
        reject(fault);
      }
    };
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

/** Address of a file to download, with what narrows it. */
export function withParameters(path: string, parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? `/api/${path}` : `/api/${path}?${text}`;
}

async function send<Answer>(url: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Unreachable(url, { cause });
  }
  return answerOf<Answer>(response.status, parsed(await response.text()));
}

function answerOf<Answer>(status: number, body: unknown): Answer {
  if (status >= 200 && status < 300) return body as Answer;
  if (status < 500 && isRefusal(body)) throw new Refused(status, body);
  // A proxy in front of a stopped server answers for it.
  if (status === 502 || status === 503 || status === 504) throw new Unreachable(`status ${status}`);
  throw new ServerFault(status);
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRefusal(body: unknown): body is { code: string; message: string; messageEn: string } {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
}
