#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

#include <map>

namespace watchglass::ui {

namespace {

QString &currentName()
{
    static QString name = themeNames().constFirst();
    return name;
}

bool hasEqualFigures(const QString &family)
{
    QFont font(family);
    font.setPixelSize(metrics::textDisplay);
    const QFontMetricsF measure(font);
    const double zero = measure.horizontalAdvance(QLatin1Char('0'));
    for (char figure = '1'; figure <= '9'; ++figure) {
        if (qAbs(measure.horizontalAdvance(QLatin1Char(figure)) - zero) > 0.01)
            return false;
    }
    return true;
}

/// The desktop's font. Where no desktop names one, Qt falls back to whatever fontconfig lists first; a face made
/// for screens is then the better choice, when one is installed.
QString chosenTextFamily()
{
    const QString system = QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).family();
    if (system != QLatin1String("DejaVu Sans") && !system.isEmpty())
        return system;
    for (const auto name : {"Inter", "Cantarell", "Noto Sans", "Roboto", "Open Sans"}) {
        if (QFontDatabase::hasFamily(QLatin1String(name)))
            return QLatin1String(name);
    }
    return system;
}

QString chosenNumberFamily(const QString &textFamily)
{
    if (hasEqualFigures(textFamily))
        return textFamily;
    for (const auto name : {"Noto Sans", "Roboto", "Open Sans", "Cantarell", "DejaVu Sans Condensed", "DejaVu Sans"}) {
        if (QFontDatabase::hasFamily(QLatin1String(name)) && hasEqualFigures(QLatin1String(name)))
            return QLatin1String(name);
    }
    return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
}

const QString &textFamily()
{
    static const QString family = chosenTextFamily();
    return family;
}

const QString &numberFamily()
{
    static const QString family = chosenNumberFamily(textFamily());
    return family;
}

/// Made once for each size: a font that is made anew looks for its face again.
QFont sized(std::map<int, QFont> &fonts, const QString &family, int sizePx)
{
    const auto [found, isNew] = fonts.try_emplace(sizePx, family);
    if (isNew)
        found->second.setPixelSize(sizePx);
    return found->second;
}

QPalette palette(const Theme &theme)
{
    QPalette result;
    result.setColor(QPalette::Window, theme.window);
    result.setColor(QPalette::WindowText, theme.text);
    result.setColor(QPalette::Base, theme.surface);
    result.setColor(QPalette::AlternateBase, theme.raised);
    result.setColor(QPalette::Text, theme.text);
    result.setColor(QPalette::PlaceholderText, theme.textFaint);
    result.setColor(QPalette::Button, theme.raised);
    result.setColor(QPalette::ButtonText, theme.text);
    result.setColor(QPalette::BrightText, theme.text);
    result.setColor(QPalette::ToolTipBase, theme.raised);
    result.setColor(QPalette::ToolTipText, theme.text);
    result.setColor(QPalette::Highlight, theme.selection);
    result.setColor(QPalette::HighlightedText, theme.text);
    result.setColor(QPalette::Link, theme.accent);
    result.setColor(QPalette::LinkVisited, theme.accent);
    result.setColor(QPalette::Mid, theme.hairline);
    result.setColor(QPalette::Dark, theme.hairline);
    result.setColor(QPalette::Midlight, theme.hairline);
    result.setColor(QPalette::Light, theme.raised);
    result.setColor(QPalette::Shadow, theme.window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, theme.textFaint);
    return result;
}

} // namespace

void applyTheme(QApplication &application, const Theme &theme)
{
    currentName() = theme.name;
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setFont(textFont());
    application.setPalette(palette(theme));
    QToolTip::setPalette(palette(theme));
    QToolTip::setFont(textFont());
    application.setStyleSheet(styleSheet(theme));
}

const Theme &currentTheme()
{
    return themeByName(currentName());
}

QFont textFont(int sizePx)
{
    static std::map<int, QFont> fonts;
    return sized(fonts, textFamily(), sizePx);
}

QFont numberFont(int sizePx)
{
    static std::map<int, QFont> fonts;
    return sized(fonts, numberFamily(), sizePx);
}

} // namespace watchglass::ui
