#pragma once

class QFont;

namespace watchglass::app {

/// Whether letters come out as letters: where a font lacks them, or there is no font at all, all are the same box.
bool drawsLetters(const QFont &font);

/// Brings the font that is part of the program where the computer has none at all, so that letters are letters there
/// too. Requires: a QApplication, and nothing drawn yet.
void provideSpareFont();

} // namespace watchglass::app
