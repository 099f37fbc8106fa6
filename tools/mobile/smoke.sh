#!/bin/sh
# Starts the apk of a folder on the one emulator or phone that adb sees: sh tools/mobile/smoke.sh build/out
# It must still run after a minute, with nothing said of a fault in Python; it may not have asked for the network.
set -eu
package=org.leukocompanion.leuko
mkdir -p build/smoke
apk=$(find "$1" -name '*.apk' | head -n 1)
[ -n "$apk" ] || { echo "There is no apk in $1."; exit 1; }
adb install -r "$apk"
if adb shell dumpsys package "$package" | grep -q 'android.permission.INTERNET: granted=true'; then
  echo "The app may use the network, and must not."
  exit 1
fi
adb logcat -c
adb shell monkey -p "$package" -c android.intent.category.LAUNCHER 1
sleep 60
adb exec-out screencap -p > build/smoke/first-screen.png
adb logcat -d > build/smoke/log.txt
adb shell pidof "$package" > /dev/null || { echo "The app does not run any more."; exit 1; }
if grep -E 'Traceback \(most recent call last\)|FATAL EXCEPTION' build/smoke/log.txt; then
  echo "The app said that something went wrong."
  exit 1
fi
adb shell am force-stop "$package"
adb shell monkey -p "$package" -c android.intent.category.LAUNCHER 1
sleep 20
adb shell pidof "$package" > /dev/null || { echo "The app does not start a second time."; exit 1; }
echo "The app starts, stays, and starts again."
