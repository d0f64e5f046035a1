// Runs Azurite for as long as its starter lives, and no longer.
//
// The starter holds our standard input: the line "stop" ends Azurite and keeps its data; the end of the input
// without it means that the starter is gone, even by kill -9, and that nobody will clean up behind us.
'use strict';
const fs = require('node:fs');

const [azurite, temporaryFolder, ...options] = process.argv.slice(2);
process.argv = [process.argv[0], azurite, ...options];

// Ctrl+C reaches everything in the terminal's group. Storage must outlive the program that is still using it.
const once = process.once;
process.once = function (event, listener) {
  return event === 'SIGINT' ? this : once.call(this, event, listener);
};
process.on('SIGINT', () => {});

let abandoned = true;
let closing = false;

function close() {
  if (closing) return;
  closing = true;
  // Azurite saves its data when it is told to end; a client that won't hang up may not hold it.
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM');
  else process.exit(0);
  setTimeout(() => process.exit(0), 5000).unref();
}

// A starter that is gone doesn't read either.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

process.on('exit', () => {
  if (abandoned && temporaryFolder) fs.rmSync(temporaryFolder, { recursive: true, force: true });
});
process.stdin.on('data', (text) => {
  if (!text.toString().startsWith('stop')) return;
  abandoned = false;
  close();
});
process.stdin.on('end', close);
process.stdin.on('error', close);

require(azurite);
