import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that nobody outside can reach: the ledger asks none of them for others. */
export class PrivateAddressError extends Error {
  constructor() {
    super('PRIVATE_ADDRESS');
    this.name = 'PrivateAddressError';
  }
}

/** True for an address of the public network; not for one of this machine, a private network, a link, a tunnel into IPv4. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * Looks names up, and refuses them where any of their addresses is not allowed. What it answers is what is connected to: a name
 * that changes its mind in between leads nowhere else.
 */
export function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address)))
        return callback(new PrivateAddressError(), []);
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** What is not looked up: the host of an address as it stands there. */
export function isAllowedHost({ hostname }: URL, isAllowed: (address: string) => boolean): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 || isAllowed(literal);
}
