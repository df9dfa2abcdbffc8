#include "ui/panels/limits_dialog.h"

#include "core/format/value_format.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace watchglass::ui {
namespace {

QString written(std::optional<double> value)
{
    return value ? QString::number(*value, 'g', 12) : QString();
}

/// False for what is no number; nothing for an empty field.
bool read(const QLineEdit &field, std::optional<double> &out)
{
    QString text = field.text().trimmed();
    text.replace(QLatin1Char(','), QLatin1Char('.')).replace(format::minusSign, QLatin1Char('-'));
    bool isNumber = true;
    const double value = text.toDouble(&isNumber);
    if (!text.isEmpty() && isNumber)
        out = value;
    return text.isEmpty() || isNumber;
}

} // namespace

LimitsDialog::LimitsDialog(const QString &title, const QString &unit, const ValueLimits &limits, QWidget *parent)
    : QDialog(parent)
    , m_low(new QLineEdit(written(limits.low)))
    , m_high(new QLineEdit(written(limits.high)))
    , m_trouble(new QLabel)
{
    setWindowTitle(title);
    const QString symbol = format::canonicalUnit(unit);
    const auto label = [&](const QString &text) {
        return symbol.isEmpty() ? text : tr("%1 (%2)", "end of a range, unit").arg(text, symbol);
    };
    auto *form = new QFormLayout(this);
    form->addRow(label(tr("Lowest")), m_low);
    form->addRow(label(tr("Highest")), m_high);
    for (QLineEdit *field : {m_low, m_high}) {
        field->setPlaceholderText(tr("none"));
        connect(field, &QLineEdit::textChanged, this, &LimitsDialog::check);
    }
    m_trouble->setProperty("role", QStringLiteral("muted"));
    form->addRow(m_trouble);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

std::optional<ValueLimits> LimitsDialog::limits() const
{
    ValueLimits limits;
    const bool areNumbers = read(*m_low, limits.low) && read(*m_high, limits.high);
    return areNumbers && limits.isSound() ? std::optional(limits) : std::nullopt;
}

void LimitsDialog::check()
{
    ValueLimits limits;
    const bool areNumbers = read(*m_low, limits.low) && read(*m_high, limits.high);
    m_ok->setEnabled(areNumbers && limits.isSound());
    if (!areNumbers)
        m_trouble->setText(tr("Write numbers, or leave a field empty."));
    else if (!limits.isSound())
        m_trouble->setText(tr("The lowest value has to be below the highest."));
    else
        m_trouble->setText(tr("An empty field sets no limit on that side."));
}

std::optional<ValueLimits> LimitsDialog::ask(const QString &title, const QString &unit, const ValueLimits &limits,
                                             QWidget *parent)
{
    LimitsDialog dialog(title, unit, limits, parent);
    return dialog.exec() == Accepted ? dialog.limits() : std::nullopt;
}

} // namespace watchglass::ui
