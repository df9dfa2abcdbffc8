#pragma once

#include "ui/panels/colour_reading.h"
#include "ui/panels/event_choice.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/tile_grid.h"

namespace watchglass::ui {

/// Colours that sensors see or lamps show, as swatches with their figures. The red, green and blue of one attribute are
/// one colour; a text such as "#1e90ff" of the same device and attribute goes before them.
/// Thread: GUI.
class ColourPanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit ColourPanel(const PanelContext &context);

protected:
    QString refusal(const SeriesInfo &info) const override;
    QString emptyTitle() const override { return tr("Colour"); }
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    int contentHeight() const override { return m_grid.height(); }

private:
    struct Swatch
    {
        SeriesKey id; ///< Without component.
        QString name;
        ColourReading reading;
        std::optional<QColor> colour;
        QString figures; ///< All parts as they were told.
        QString note;
        bool isFaded = true;

        friend bool operator==(const Swatch &, const Swatch &) = default;
    };

    void takeText(Swatch &swatch) const;
    static QString hexOf(const Swatch &swatch);
    static void paintSwatch(QPainter &painter, const QRect &tile, const Swatch &swatch);

    TileGrid m_grid;
    std::vector<Swatch> m_swatches;
};

PanelKind colourKind();

} // namespace watchglass::ui
