#pragma once

#include "ui/panels/link_reading.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/tile_grid.h"

namespace watchglass::ui {

/// How well devices are connected: bars, percentage, power, and the kind of connection. What one device tells of one
/// connector is one link.
/// Thread: GUI.
class LinkPanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit LinkPanel(const PanelContext &context);

protected:
    QString refusal(const SeriesInfo &info) const override;
    QString emptyTitle() const override { return tr("Link quality"); }
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    int contentHeight() const override { return m_grid.height(); }

private:
    struct Link
    {
        QString id; ///< Source, device and connector.
        QString name;
        LinkReading reading;
        QString note;
        bool isFaded = true;

        friend bool operator==(const Link &, const Link &) = default;
    };

    Link &linkOf(const Item &item, std::vector<Link> &links) const;
    static QString figuresOf(const LinkReading &reading);
    static void paintLink(QPainter &painter, const QRect &tile, const Link &link);

    TileGrid m_grid;
    std::vector<Link> m_links;
};

PanelKind linkKind();

} // namespace watchglass::ui
