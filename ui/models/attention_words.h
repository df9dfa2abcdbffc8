#pragma once

#include "ui/models/panel_figures.h"

namespace watchglass::ui {

/// Attention in words, the same ones everywhere: header, tool tip, table, ledger.
/// Thread: GUI (translations); every function is pure otherwise.

/// "None", "Low", "Medium", "High".
QString levelWord(AttentionLevel level);
/// Why a level is what it is, to be read after it: "in focus", "under the pointer", "in a hidden tab".
QString reasonPhrase(attention::Reason reason);
/// How often something is drawn: "15 Hz", "2.5 Hz", below 1 Hz "1/5 s".
QString rateText(double hz);
/// What is asked for at an interval: "every sample, at once", "samples up to 500 ms late or apart".
QString requestText(Duration interval);
/// The same in a word or two, for a column: "everything", "within 500 ms".
QString requestWord(Duration interval);
/// "every sample", "batches of 500 ms", "a value every 500 ms", "nothing".
QString deliveryText(const Grant &grant);
/// The same with what else there is to know: "nothing, fetched when looked at", "every sample, cannot be asked for
/// less".
QString grantText(const Grant &grant);
/// What keeps a panel from the display's rate: "nothing", "its level", "the drawing budget", "nothing of it can be
/// seen".
QString limitWord(attention::RateLimit limit);

/// What a panel shows less than everything, short: "Medium · 15 Hz · a value every 500 ms"; empty when it shows
/// everything.
QString badgeText(const PanelFigures &figures);
/// Requested, delivered, drawn and which of them limits, a line each; plain text.
QString attentionToolTip(const PanelFigures &figures);

} // namespace watchglass::ui
