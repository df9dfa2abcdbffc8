#pragma once

#include "core/exchange/import_trial.h"

#include <QTableWidget>

namespace watchglass::ui {

/// The series that would come of a file, with how many samples and the first and last of them.
/// Thread: GUI.
class ImportSeries : public QTableWidget
{
    Q_OBJECT

public:
    explicit ImportSeries(QWidget *parent = nullptr);

    void setSeries(const std::vector<exchange::TrialSeries> &series);
};

} // namespace watchglass::ui
