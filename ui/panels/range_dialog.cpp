#include "ui/panels/range_dialog.h"

#include "ui/plot/value_span.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <cmath>

namespace watchglass::ui {
namespace {

/// As the locale writes it, or with a decimal point as everywhere.
std::optional<double> numberOf(const QString &text)
{
    bool isNumber = false;
    double value = QLocale().toDouble(text.trimmed(), &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(text.trimmed(), &isNumber);
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

QString textOf(double value)
{
    return QLocale().toString(value, 'g', 8);
}

} // namespace

RangeDialog::RangeDialog(const ValueSpan &span, QWidget *parent)
    : QDialog(parent)
    , m_isLog(span.isLog())
    , m_low(new QLineEdit(textOf(span.low())))
    , m_high(new QLineEdit(textOf(span.high())))
    , m_automatic(new QCheckBox(tr("&Automatic: as the data needs")))
    , m_problem(new QLabel)
{
    setWindowTitle(tr("Range of the value axis"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_problem->setProperty("role", QStringLiteral("muted"));
    auto *form = new QFormLayout(this);
    form->addRow(m_automatic);
    form->addRow(tr("&Upper end"), m_high);
    form->addRow(tr("&Lower end"), m_low);
    form->addRow(m_problem);
    form->addRow(buttons);
    m_automatic->setChecked(span.isAutomatic());
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_automatic, &QCheckBox::toggled, this, &RangeDialog::check);
    for (QLineEdit *edit : {m_low, m_high}) {
        connect(edit, &QLineEdit::textEdited, this, [this] {
            m_automatic->setChecked(false); // whoever types a number wants it
            check();
        });
    }
    m_high->selectAll();
    m_high->setFocus();
    check();
}

std::optional<std::pair<double, double>> RangeDialog::span() const
{
    const auto low = numberOf(m_low->text());
    const auto high = numberOf(m_high->text());
    if (m_automatic->isChecked() || !low || !high)
        return std::nullopt;
    return std::pair(*low, *high);
}

void RangeDialog::check()
{
    const auto low = numberOf(m_low->text());
    const auto high = numberOf(m_high->text());
    QString problem;
    if (!m_automatic->isChecked()) {
        if (!low || !high)
            problem = tr("Both ends must be numbers.");
        else if (*low >= *high)
            problem = tr("The upper end must be above the lower one.");
        else if (m_isLog && *low <= 0.0)
            problem = tr("A logarithmic axis begins above 0.");
    }
    m_problem->setText(problem);
    m_ok->setEnabled(problem.isEmpty());
}

} // namespace watchglass::ui
