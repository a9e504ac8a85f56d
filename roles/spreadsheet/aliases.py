"""Other headings of columns that stand on several sheets, or that systems of HR call in many ways."""

NAMES_OF_PEOPLE = ("name", "full name", "employee", "employee name", "worker", "worker name", "display name")
NUMBERS = ("employee number", "employee id", "employee no", "staff number", "staff id", "worker id", "personnel number")
ADDRESSES = ("mail", "email address", "work email", "work email address", "business email", "company email")
PHONES = ("telephone", "phone number", "work phone", "business phone", "telephone number")
PLACES = ("place", "office", "site", "work location", "office location")
WORDS_FOR_MANAGERS = (
    *("manager", "manager code", "manager id", "line manager", "reports to code", "supervisor", "supervisor id"),
    *("manager name", "manager email", "line manager name", "line manager email", "supervisor name", "reports to name"),
)
TITLES = ("job title", "position title", "business title", "job name")
UNITS = ("unit", "department name", "dept", "organisational unit", "organizational unit")
COMPANIES = ("organization", "company", "company name", "legal entity")
