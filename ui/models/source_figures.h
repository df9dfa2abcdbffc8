#pragma once

#include "core/ingest/source_history.h"
#include "ui/models/source_status.h"

#include <utility>
#include <vector>

namespace watchglass::ui {

/// What there is to say of a source besides its state, as name and value, in order of what matters most. What is
/// normal and says nothing is left out. `history` may be null.
std::vector<std::pair<QString, QString>> sourceFigures(const SourceStatus &status, const ingest::SourceHistory *history,
                                                       Timestamp now);

} // namespace watchglass::ui
