#pragma once

#include "app/watchglass/self_test.h"

class QImage;

namespace watchglass::app {

/// How many pixels are of another colour than the first; 0 for a picture of nothing.
int inkOf(const QImage &picture);

CheckOutcome checkFonts();
CheckOutcome checkWidgets();
CheckOutcome checkCharts();
CheckOutcome checkPlots();
CheckOutcome checkSvg();
CheckOutcome checkImageFormats();
CheckOutcome checkJson();
CheckOutcome checkDatabase();
CheckOutcome checkTls();
/// A server and a client of it on loopback, and a message there and back.
CheckOutcome checkWebSocket();
/// That its library is there and answers; a keychain need not be.
CheckOutcome checkKeychain();
CheckOutcome checkSound();
/// The program on the demo fleet until samples of every service are decoded and drawn; the window is written to
/// `picture` unless that is empty.
CheckOutcome checkFleet(const QString &picture);

} // namespace watchglass::app
