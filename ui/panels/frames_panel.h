#pragma once

#include "ui/panels/panel.h"
#include "ui/panels/panel_kinds.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace watchglass::ui {

class FrameTableModel;

/// Raw frames, for engineers: what crosses the links of all sources, as it comes and goes, without secrets. While it
/// exists, frames are kept; paused, what it shows stands still.
/// Thread: GUI.
class FramesPanel : public Panel
{
    Q_OBJECT

public:
    explicit FramesPanel(const PanelContext &context);
    ~FramesPanel() override;

    QString kind() const override { return QStringLiteral("frames"); }
    QString title() const override { return tr("Raw frames"); }
    QString badge() const override;
    QList<SeriesKey> series() const override { return {}; }
    bool addSeries(const SeriesKey &) override { return false; }
    void removeSeries(const SeriesKey &) override {}
    void drawFrame(Timestamp now) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

    void setFilter(const QString &text);
    void setPaused(bool isPaused);
    QTableView &table() { return *m_table; }

private:
    void copyRow() const;
    void showHint();

    recording::FrameLog *m_log;
    FrameTableModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    QCheckBox *m_pause;
    QTableView *m_table;
    QLabel *m_hint;
    std::uint64_t m_seen = 0; ///< Number of the newest frame shown.
};

PanelKind framesKind();

} // namespace watchglass::ui
