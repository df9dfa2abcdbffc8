#pragma once

#include "ui/panels/map_track.h"
#include "ui/panels/painted_panel.h"
#include "ui/panels/panel_kinds.h"

namespace watchglass::ui {

/// Where devices are and were: tracks on a local projection with graticule and scale, without tiles, so that it works
/// anywhere. Takes latitude and longitude of one or more devices; accuracy and heading come by themselves where they
/// are sent.
///
/// The map follows the devices until the operator moves it. Wheel, + and - zoom, a drag and the arrows pan, M or a
/// double click fits all, F follows.
class MapPanel : public PaintedPanel
{
    Q_OBJECT

public:
    explicit MapPanel(const PanelContext &context);

    QString kind() const override { return QStringLiteral("map"); }
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    const MapView &view() const { return m_view; }
    const std::vector<MapTrack> &tracks() const { return m_tracks; }
    bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool following);
    /// All tracks in view, and so it stays.
    void fit();

protected:
    bool accepts(const SeriesKey &key) const override;
    QList<SeriesKey> companions() const override;
    void seriesChanged() override;
    QString hint() const override;
    QString description() const override;
    QRegion advance(Timestamp now) override;
    void paint(QPainter &painter) override;
    void looksChanged() override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void setKept(Duration kept);
    void zoomBy(double factor, const QPointF &px);
    void panBy(const QPointF &px);
    void followTracks();
    QColor colourOf(const MapTrack &track) const;
    void paintGraticule(QPainter &painter) const;
    void paintTrack(QPainter &painter, const MapTrack &track) const;
    void paintFoot(QPainter &painter) const;

    Duration m_kept = std::chrono::minutes(10);
    std::vector<MapTrack> m_tracks;
    MapView m_view;
    bool m_isFollowing = true;
    bool m_isZoomAutomatic = true;
    std::optional<QPointF> m_dragged; ///< Where the mouse was, while it drags.
    bool m_isStale = false;
};

PanelKind mapKind();

} // namespace watchglass::ui
