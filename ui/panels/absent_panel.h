#pragma once

#include "ui/panels/panel.h"

class QLabel;

namespace watchglass::ui {

/// Keeps the place of a panel that this program cannot make, because a later one or another one saved it: says so, and
/// saves what it was, unchanged.
/// Thread: GUI.
class AbsentPanel : public Panel
{
    Q_OBJECT

public:
    explicit AbsentPanel(const QJsonObject &state, QWidget *parent = nullptr);

    QString kind() const override;
    QString title() const override;
    QList<SeriesKey> series() const override { return {}; }
    bool addSeries(const SeriesKey &key) override;
    void removeSeries(const SeriesKey &key) override;
    void drawFrame(Timestamp now) override;
    QJsonObject save() const override { return m_state; }
    void restore(const QJsonObject &state) override;

private:
    void explain();

    QJsonObject m_state;
    QLabel *m_text;
};

} // namespace watchglass::ui
