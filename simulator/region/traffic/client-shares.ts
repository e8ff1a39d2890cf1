/**
 * How fast clients follow DNS. Most follow within a minute or two, some keep their connections (`client_keep_alive`). Seconds are
 * time constants.
 */
export interface ClientsSpec {
  readonly followSeconds: number;
  readonly lingeringShare: number;
  readonly lingeringSeconds: number;
}

/** A DNS TTL of 60 s with reused connections. A few clients linger for many minutes. */
export const DEFAULT_CLIENTS: ClientsSpec = { followSeconds: 70, lingeringShare: 0.04, lingeringSeconds: 480 };

type Shares = Map<string, number>;

/** The share of clients in each zone. It follows DNS with a delay: a shift drains a zone instead of cutting it off. */
export class ClientShares {
  readonly #clients: ClientsSpec;
  readonly #zoneShares: Readonly<Record<string, number>>;
  readonly #following: Shares;
  readonly #lingering: Shares;

  /** `zoneShares` (AZ ID -> relative share, default 1) makes the zones uneven. */
  constructor(
    zoneIds: readonly string[],
    { clients, zoneShares }: { clients: ClientsSpec; zoneShares: Readonly<Record<string, number>> },
  ) {
    this.#clients = clients;
    this.#zoneShares = zoneShares;
    const settled = this.#settle(zoneIds);
    this.#following = new Map(settled);
    this.#lingering = new Map(settled);
  }

  shareOf(zoneId: string): number {
    const { lingeringShare } = this.#clients;
    return (this.#following.get(zoneId) ?? 0) * (1 - lingeringShare) + (this.#lingering.get(zoneId) ?? 0) * lingeringShare;
  }

  /** Advances by `seconds` while DNS has these zones. */
  advance(seconds: number, zonesInDns: readonly string[]): void {
    const goal = this.#settle(zonesInDns);
    approach(this.#following, goal, 1 - Math.exp(-seconds / this.#clients.followSeconds));
    approach(this.#lingering, goal, 1 - Math.exp(-seconds / this.#clients.lingeringSeconds));
  }

  #settle(zoneIds: readonly string[]): Shares {
    const total = zoneIds.reduce((sum, zoneId) => sum + (this.#zoneShares[zoneId] ?? 1), 0);
    return new Map(zoneIds.map((zoneId) => [zoneId, (this.#zoneShares[zoneId] ?? 1) / total]));
  }
}

function approach(shares: Shares, goal: Shares, step: number): void {
  for (const [zoneId, share] of shares) shares.set(zoneId, share + ((goal.get(zoneId) ?? 0) - share) * step);
}
