/** R25: location, radios and sensors are not Kelisim's business, in none of the files that a browser gets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../../dist');
/** Interfaces of the W3C specifications of the same names. */
const SENSORS =
  /\b(?:geolocation|bluetooth|requestMIDIAccess|DeviceMotionEvent|DeviceOrientationEvent|Accelerometer|Gyroscope|Magnetometer|AmbientLightSensor|getUserMedia|mediaDevices|getBattery|navigator\.(?:connection|usb|serial|hid|nfc)|NDEFReader)\b/;

test('What a browser gets of Kelisim asks the browser for no location, radio or sensor.', () => {
  const files = ['head', 'client'].flatMap((folder) =>
    readdirSync(join(DIST, folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(DIST, folder, name)),
  );
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(SENSORS);
});

test('The search for it finds each of them.', () => {
  for (const text of [
    'navigator.geolocation.getCurrentPosition()',
    'await navigator.bluetooth.requestDevice()',
    'new Gyroscope()',
    'navigator.connection.type',
  ])
    expect(text).toMatch(SENSORS);
});
