#include "tests/ui/no_warnings.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontMetricsF>

#include <array>
#include <cmath>

using namespace watchglass::ui;

namespace {

using Linear = std::array<double, 3>;

Linear linear(const QColor &colour)
{
    const auto decoded = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {decoded(colour.redF()), decoded(colour.greenF()), decoded(colour.blueF())};
}

double luminance(const Linear &c)
{
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

/// WCAG 2 contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(linear(a)) + 0.05;
    const double lb = luminance(linear(b)) + 0.05;
    return std::max(la, lb) / std::min(la, lb);
}

/// How the colour looks to somebody who lacks one kind of cone entirely: matrices of Machado, Oliveira and Fernandes,
/// "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), for severity 1.
Linear seenBy(const QString &deficiency, const Linear &c)
{
    using Matrix = std::array<std::array<double, 3>, 3>;
    static const QHash<QString, Matrix> matrices{
        {QStringLiteral("none"), {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
        {QStringLiteral("protanopia"),
         {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
        {QStringLiteral("deuteranopia"),
         {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
        {QStringLiteral("tritanopia"),
         {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
    };
    const Matrix m = matrices.value(deficiency);
    Linear seen{};
    for (std::size_t row = 0; row < 3; ++row)
        seen[row] = std::clamp(m[row][0] * c[0] + m[row][1] * c[1] + m[row][2] * c[2], 0.0, 1.0);
    return seen;
}

/// CIE L*a*b*, D65.
std::array<double, 3> lab(const Linear &c)
{
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
    const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
    const double y = f(luminance(c));
    const double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
    return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

double distance(const QString &deficiency, const QColor &a, const QColor &b)
{
    const auto la = lab(seenBy(deficiency, linear(a)));
    const auto lb = lab(seenBy(deficiency, linear(b)));
    return std::hypot(la[0] - lb[0], la[1] - lb[1], la[2] - lb[2]);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void darkIsTheDefault()
    {
        QCOMPARE(themeNames().constFirst(), QStringLiteral("dark"));
        QCOMPARE(themeByName(QStringLiteral("no such theme")).name, QStringLiteral("dark"));
        QVERIFY(themeByName(QStringLiteral("dark")).isDark);
        QVERIFY(!themeByName(QStringLiteral("light")).isDark);
    }

    void coloursHaveContrast_data()
    {
        QTest::addColumn<QString>("theme");
        for (const QString &name : themeNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    void coloursHaveContrast()
    {
        QFETCH(const QString, theme);
        const Theme &t = themeByName(theme);
        for (const QColor &background : {t.surface, t.window, t.raised, t.selection}) {
            QVERIFY(contrast(t.text, background) >= 7.0);
            QVERIFY(contrast(t.textMuted, background) >= 4.5);
        }
        for (const QColor &mark : {t.critical, t.warning, t.information, t.invalid, t.accent})
            QVERIFY2(contrast(mark, t.surface) >= 3.0, qPrintable(mark.name()));
        QVERIFY(t.series.size() >= 8);
        for (const QColor &trace : t.series)
            QVERIFY2(contrast(trace, t.surface) >= 3.0, qPrintable(trace.name()));
    }

    void tracesStandOutFromEveryBackground_data() { coloursHaveContrast_data(); }
    void tracesStandOutFromEveryBackground()
    {
        QFETCH(const QString, theme);
        const Theme &t = themeByName(theme);
        for (const QColor &trace : t.series) {
            for (const QColor &background : {t.surface, t.window})
                QVERIFY2(contrast(trace, background) >= 3.0, qPrintable(trace.name()));
        }
    }

    void highContrastKeepsWhatItPromises()
    {
        const Theme &t = themeByName(QStringLiteral("contrast"));
        for (const QColor &background : {t.window, t.surface, t.raised, t.selection}) {
            QVERIFY(contrast(t.text, background) >= 7.0);
            QVERIFY(contrast(t.textMuted, background) >= 7.0);
            for (const QColor &part : {t.textFaint, t.critical, t.warning, t.information, t.invalid, t.accent, t.focus})
                QVERIFY2(contrast(part, background) >= 4.5, qPrintable(part.name() + background.name()));
        }
        for (const QColor &trace : t.series)
            QVERIFY2(contrast(trace, t.surface) >= 4.5, qPrintable(trace.name()));
        QVERIFY(contrast(t.hairline, t.surface) >= 4.5);
        QVERIFY(contrast(t.onAccent, t.accent) >= 7.0);
        QVERIFY(t.focusWidth >= 2);
    }

    void theFocusIsSeenInEveryTheme_data() { coloursHaveContrast_data(); }
    void theFocusIsSeenInEveryTheme()
    {
        QFETCH(const QString, theme);
        const Theme &t = themeByName(theme);
        for (const QColor &background : {t.window, t.surface, t.raised})
            QVERIFY(contrast(t.focus, background) >= 3.0);
        QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
    }

    void tracesAreToldApartWhateverTheEye_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("deficiency");
        for (const QString &name : themeNames()) {
            for (const auto eye : {"none", "protanopia", "deuteranopia", "tritanopia"})
                QTest::addRow("%s, %s", qPrintable(name), eye) << name << QString::fromLatin1(eye);
        }
    }
    void tracesAreToldApartWhateverTheEye()
    {
        QFETCH(const QString, theme);
        QFETCH(const QString, deficiency);
        const auto &series = themeByName(theme).series;
        for (std::size_t i = 0; i < series.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                QVERIFY2(distance(deficiency, series[i], series[j]) >= 20.0,
                         qPrintable(series[i].name() + QLatin1Char(' ') + series[j].name()));
            }
        }
    }

    void tracesNeverLookLikeAlarms_data() { coloursHaveContrast_data(); }
    void tracesNeverLookLikeAlarms()
    {
        QFETCH(const QString, theme);
        const Theme &t = themeByName(theme);
        for (const QColor &trace : t.series) {
            for (const QColor &alarm : {t.critical, t.warning, t.information, t.invalid})
                QVERIFY2(distance(QStringLiteral("none"), trace, alarm) >= 22.0,
                         qPrintable(trace.name() + QLatin1Char(' ') + alarm.name()));
        }
    }

    void figuresAreEquallyWide()
    {
        for (const int size : {metrics::textSmall, metrics::text, metrics::textLarge, metrics::textDisplay}) {
            const QFontMetricsF measure(numberFont(size));
            for (const QChar figure : QStringLiteral("123456789"))
                QCOMPARE(measure.horizontalAdvance(figure), measure.horizontalAdvance(QLatin1Char('0')));
        }
        QCOMPARE(textFont(metrics::textLarge).pixelSize(), metrics::textLarge);
    }

    void applyingSetsPaletteAndTellsWidgets()
    {
        applyTheme(*qApp, themeByName(QStringLiteral("light")));
        QCOMPARE(currentTheme().name, QStringLiteral("light"));
        QCOMPARE(qApp->palette().color(QPalette::Base), currentTheme().surface);
        QWidget widget;
        widget.show();
        applyTheme(*qApp, themeByName(QStringLiteral("dark")));
        QCOMPARE(widget.palette().color(QPalette::WindowText), currentTheme().text);
    }

    void styleSheetLeavesNoPlaceholder()
    {
        for (const QString &name : themeNames()) {
            applyTheme(*qApp, themeByName(name));
            QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
        }
    }

    void everyIconRendersInItsColour()
    {
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 3);
        for (const QString &file : files) {
            if (file.startsWith(QLatin1String("chevron")))
                continue; // used by the style sheet as it is
            const QImage image = icon(file.chopped(4), QColor(Qt::green))
                                     .pixmap(16, 16)
                                     .toImage()
                                     .convertToFormat(QImage::Format_ARGB32);
            bool isGreen = false;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    isGreen |= image.pixelColor(x, y).green() > 200 && image.pixelColor(x, y).alpha() > 100;
            }
            QVERIFY2(isGreen, qPrintable(file));
        }
        QVERIFY(icon(QStringLiteral("no such icon")).isNull());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
