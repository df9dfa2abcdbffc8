#include "ui/dialogs/import_table_fields.h"

#include "ui/dialogs/form_parts.h"
#include "ui/dialogs/import_parts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace watchglass::ui {

namespace {

enum class Decimal { Detect, Comma, Point };
enum class Header { Detect, None, Line };

constexpr int lastLine = 100'000;
constexpr char delimiters[]{',', ';', '\t', '|', ' '};

QString delimiterName(char delimiter)
{
    switch (delimiter) {
    case ',':
        return ImportTableFields::tr("comma  ,");
    case ';':
        return ImportTableFields::tr("semicolon  ;");
    case '\t':
        return ImportTableFields::tr("tab");
    case '|':
        return ImportTableFields::tr("bar  |");
    case ' ':
        return ImportTableFields::tr("spaces");
    default:
        return QString(QLatin1Char(delimiter));
    }
}

} // namespace

ImportTableFields::ImportTableFields(QWidget *parent)
    : QWidget(parent)
    , m_delimiter(new QComboBox)
    , m_decimal(new QComboBox)
    , m_header(new QComboBox)
    , m_line(new QSpinBox)
    , m_missing(new QLineEdit)
{
    m_delimiter->addItem(tr("Detect"), 0);
    for (const char delimiter : delimiters)
        m_delimiter->addItem(delimiterName(delimiter), static_cast<int>(delimiter));
    m_decimal->addItem(tr("Detect"), static_cast<int>(Decimal::Detect));
    m_decimal->addItem(tr("comma"), static_cast<int>(Decimal::Comma));
    m_decimal->addItem(tr("point"), static_cast<int>(Decimal::Point));
    m_missing->setPlaceholderText(tr("for example -200, off"));
    m_missing->setToolTip(tr("What stands for no value, besides empty cells, nan, na, null, none and -.\n"
                             "Several are parted by commas."));
    QFormLayout *form = formLayout();
    setLayout(form);
    addField(form, tr("Cells parted by"), m_delimiter);
    addField(form, tr("Decimal sign"), m_decimal);
    addField(form, tr("Column names"), headerRow());
    addField(form, tr("No value"), m_missing);
    connect(m_delimiter, &QComboBox::currentIndexChanged, this, &ImportTableFields::shapeChanged);
    connect(m_decimal, &QComboBox::currentIndexChanged, this, &ImportTableFields::changed);
    connect(m_header, &QComboBox::currentIndexChanged, this, [this] {
        m_line->setVisible(m_header->currentData().toInt() == static_cast<int>(Header::Line));
        Q_EMIT changed();
    });
    connect(m_line, &QSpinBox::valueChanged, this, &ImportTableFields::changed);
    connect(m_missing, &QLineEdit::textChanged, this, &ImportTableFields::changed);
}

QWidget *ImportTableFields::headerRow()
{
    m_header->addItem(tr("Detect"), static_cast<int>(Header::Detect));
    m_header->addItem(tr("there are none"), static_cast<int>(Header::None));
    m_header->addItem(tr("in line"), static_cast<int>(Header::Line));
    m_header->setAccessibleName(tr("Column names"));
    m_line->setRange(1, lastLine);
    m_line->setAccessibleName(tr("Line of the column names"));
    m_line->hide();
    auto *row = new QWidget;
    row->setFocusProxy(m_header);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_header, 1);
    layout->addWidget(m_line);
    return row;
}

void ImportTableFields::setPlan(const exchange::CsvPlan &plan)
{
    showDetected(*m_delimiter, plan.columns.size() > 1 ? delimiterName(plan.delimiter) : tr("one column"));
    showDetected(*m_decimal, plan.isDecimalComma ? tr("comma") : tr("point"));
    showDetected(*m_header, plan.headerLine > 0 ? tr("line %1").arg(plan.headerLine) : tr("none"));
    if (m_header->currentData().toInt() != static_cast<int>(Header::Line)) {
        const QSignalBlocker quiet(m_line);
        m_line->setValue(static_cast<int>(std::max<std::int64_t>(1, plan.headerLine)));
    }
}

void ImportTableFields::setOptions(const exchange::CsvOptions &options)
{
    const QSignalBlocker quiet(this);
    const auto select = [](QComboBox *box, int wanted) { box->setCurrentIndex(std::max(0, box->findData(wanted))); };
    if (options.delimiter)
        select(m_delimiter, *options.delimiter);
    if (options.isDecimalComma)
        select(m_decimal, static_cast<int>(*options.isDecimalComma ? Decimal::Comma : Decimal::Point));
    if (options.headerLine) {
        select(m_header, static_cast<int>(*options.headerLine > 0 ? Header::Line : Header::None));
        m_line->setValue(static_cast<int>(std::clamp<std::int64_t>(*options.headerLine, 1, lastLine)));
    }
    m_missing->setText(options.missing.join(QLatin1String(", ")));
}

void ImportTableFields::apply(exchange::CsvOptions &options) const
{
    if (const int delimiter = m_delimiter->currentData().toInt())
        options.delimiter = static_cast<char>(delimiter);
    const auto decimal = static_cast<Decimal>(m_decimal->currentData().toInt());
    if (decimal != Decimal::Detect)
        options.isDecimalComma = decimal == Decimal::Comma;
    const auto header = static_cast<Header>(m_header->currentData().toInt());
    if (header != Header::Detect)
        options.headerLine = header == Header::None ? 0 : m_line->value();
    for (const QString &text : m_missing->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!text.trimmed().isEmpty())
            options.missing << text.trimmed();
    }
}

} // namespace watchglass::ui
