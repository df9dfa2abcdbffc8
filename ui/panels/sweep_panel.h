#pragma once

#include "ui/panels/painted_panel.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/sweep_lane.h"
#include "ui/plot/live_edge.h"

#include <QImage>

namespace watchglass::ui {

/// Waveforms as a bedside monitor shows them: each in a lane of its own, written from left to right at a fixed speed on
/// the screen's glass, an erase bar running over what the sweep before left. All pens stand at one instant, so that
/// beats are aligned. A voltage has a gain in mm/mV and a mark of 1 mV. What did not come stays empty.
///
/// + and - change the speed, Up and Down the gain of voltages, M makes it automatic.
class SweepPanel : public PaintedPanel
{
    Q_OBJECT

public:
    explicit SweepPanel(const PanelContext &context);
    ~SweepPanel() override;

    QString kind() const override { return QStringLiteral("sweep"); }
    bool showsShape() const override { return true; }
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    double mmPerSecond() const { return m_mmPerSecond; }
    /// Of voltages; nothing: automatic.
    std::optional<double> mmPerMillivolt() const { return m_mmPerMillivolt; }
    void setMmPerSecond(double speed);
    void setMmPerMillivolt(std::optional<double> gain);
    const SweepTiming &timing() const { return m_timing; }
    const QImage &picture() const { return m_picture; }

protected:
    bool accepts(const SeriesKey &key) const override;
    void seriesChanged() override;
    QString hint() const override;
    QString description() const override;
    QRegion advance(Timestamp now) override;
    void paint(QPainter &painter) override;
    void looksChanged() override { m_isLaidOut = false; }
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    bool followSlowly(Timestamp now);
    QString captionOf(const SweepLane &lane) const;
    QRegion toWidget(const QRegion &pixels) const;
    void paintLane(QPainter &painter, std::size_t index) const;
    void paintMark(QPainter &painter, const SweepLane &lane) const;

    double m_mmPerSecond = 25.0;
    std::optional<double> m_mmPerMillivolt;
    bool m_hasPaper = true;

    std::vector<SweepLane> m_lanes;
    QStringList m_captions;
    QImage m_picture;
    SweepTiming m_timing;
    LiveEdge m_edge;
    bool m_isLaidOut = false;
    std::optional<Timestamp> m_followedAt;
    std::optional<Timestamp> m_renewedAt;
    std::vector<std::optional<QPointF>> m_tips; ///< In device pixels.
};

PanelKind sweepKind();

} // namespace watchglass::ui
