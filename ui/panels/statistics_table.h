#pragma once

#include "ui/models/statistics_model.h"

#include <QTableView>

namespace watchglass::ui {

/// The statistics below a plot, as high as its rows up to a few; the copy key takes all of it along.
/// Thread: GUI.
class StatisticsTable : public QTableView
{
    Q_OBJECT

public:
    explicit StatisticsTable(QWidget *parent = nullptr);

    StatisticsModel &statistics() { return *m_model; }
    void setRows(std::vector<StatisticsModel::Row> rows);
    void copy() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    StatisticsModel *m_model;
};

} // namespace watchglass::ui
