#pragma once

#include <QStringView>

#include <optional>

namespace watchglass::ui {

/// How well a text suits what was typed; nothing when it does not. Each word that was typed must be found: its letters
/// in this order, case aside. Letters that stand together, at the start of a word or at the very beginning count more;
/// a long text less. Costs O(length of the text) a word.
std::optional<int> fuzzyScore(QStringView typed, QStringView text);

} // namespace watchglass::ui
