"""Words that are skills only sometimes: when they are meant, and when they are not."""

import pytest

from domain.skills.service import find_skills

MEANT = {
    "Epic EHR": "Charting in Epic on the ward ; Skills: Epic, Cerner",
    "Snowflake": "Loads a Snowflake warehouse ; Snowflake, dbt",
    "Oracle Database": "Migrated the Oracle database",
    "Siemens PLC": "PLC programming on Siemens controls ; Siemens S7",
    "Ubuntu": "Ubuntu servers ; Debian, Ubuntu",
    "Nursing": "Pflege, Erste Hilfe ; Ambulante Pflege und Nursing",
    "Go": """
        Languages I use daily: Python, Go, TypeScript
        Wrote two services in Go
        Go developer for four years
        3 years of Go at a payments company
        Skills: Go, Docker
        Skills\\nGo\\nDocker
        Experience with Go and Kubernetes
        Golang, gRPC
        Go 1.22, PostgreSQL
        python, go, docker
        Erfahrung mit Go und Kafka
        精通Go和Python
        Go-Entwickler bei einer Bank
        Ported the parser to a Go microservice
    """,
    "R": """
        Statistics with R and Stata
        Python, R, SQL
        R programming
        Data analysis in R (tidyverse)
        R, SPSS
        Wrote R and Python for the trial team
        RStudio
        Skills: R, MATLAB
        Programming languages:\\n- Python\\n- R\\n- Julia
        Models were fitted in R. The report was automated
    """,
    "C": """
        Embedded firmware in C
        C, C++, Python
        C/C++
        Knowledge of C and assembly language
        Python and C
        C programming for microcontrollers
        Languages: C, Java
        Drivers written in C for STM32
        Java and C. Built three boards
    """,
    "C++": "Modern C++ and Qt ; C/C++ ; c++ ; Worked in C++. ; (C++) ; C++17",
    "C#": "C# and WPF ; C#/.NET ; c#, sql",
    "F#": "F#, Haskell",
    ".NET": "C#/.NET ; Built on .NET 8 ; .NET, Azure ; dotnet services",
    "Node.js": "Node.js, React ; NodeJS and npm ; Node, Express, MongoDB ; node.js.",
    "CI/CD": "CI/CD ; Set up CI / CD for ten teams ; continuous integration",
    "Spring": """
        Java, Spring, Hibernate
        Spring Framework
        Java services with the Spring container and Maven
        Skills: Spring, Kafka
    """,
    "Spring Boot": "Spring Boot microservices ; REST with Spring Boot and Kotlin",
    "Microsoft Excel": """
        Advanced Excel
        Excel, Word and PowerPoint
        MS Excel
        Reporting with Excel formulas
        Good command of Excel
        word, excel, powerpoint, python
        Excel pivot tables
        Excel-Makros in VBA
        Built a budget model in Excel for the board
    """,
    "Microsoft Word": "Word and Excel ; MS Word ; Skills: Word, Outlook ; Microsoft Word 2019",
    "Microsoft Access": """
        MS Access
        Access, Excel, VBA
        Built an Access database with VBA forms
        Microsoft Access queries
    """,
    "Microsoft Outlook": "Outlook, Excel ; Calendars in Outlook ; MS Outlook",
    "Microsoft Teams": """
        Microsoft Teams
        Zoom, Teams and Slack
        SharePoint, Teams, OneDrive
    """,
    "Swift": """
        Swift and Objective-C for iOS
        iOS apps in SwiftUI and Swift
        Kotlin, Swift
        Swift 5
        Swift developer
    """,
    "Rust": """
        Rust, Go, Python
        A message broker written in Rust
        Rust (tokio, async)
        Rust developer
        WebAssembly modules from Rust
    """,
    "React": """
        React, Redux, TypeScript
        Built the booking page with React
        React components and hooks
        react, vue, angular
        React 18
    """,
    "Spark": """
        Spark, Hadoop, Kafka
        Nightly jobs on Spark
        Spark clusters on Databricks
        Apache Spark
    """,
    "Chef": "Ansible, Chef, Puppet ; Chef cookbooks for 300 servers ; Terraform and Chef",
    "Puppet": "Puppet, Terraform ; Puppet manifests ; Configuration management with Puppet",
    "Lean manufacturing": """
        Lean manufacturing
        Lean and Six Sigma at a plant with 300 people
        Kaizen, Lean, 5S
        Lean production
        Lean Management in der Produktion
    """,
    "Lean theorem prover": """
        Formal proofs in Coq and Lean
        Lean 4
        Formalised theorems in Lean with mathlib
    """,
    "Express.js": "Node.js, Express, MongoDB ; Node.js with Express middleware ; Express.js",
    "Julia": "Python, Julia, MATLAB ; Numerical code in Julia, some Python ; Julia programming",
    "Ruby": "Ruby, Python ; Ruby on Rails and plain Ruby with RSpec ; Ruby developer",
    "Ada": "Avionics software in Ada, DO-178C ; C, Ada, Fortran",
    "Dart": "Flutter, Dart ; Flutter apps written in Dart",
    "BASIC": "QBasic, BASIC, Pascal",
    "Helm": "Kubernetes, Helm ; Helm charts ; Deployed on Kubernetes by Helm",
    "HashiCorp Vault": "Terraform, Vault ; HashiCorp Vault ; Secrets in Vault on Kubernetes",
    "Notion": "Jira, Confluence, Notion ; Notion, Slack",
    "Slack": "Slack, Zoom, Trello ; Jira and Slack channels for all teams",
    "SaltStack": "Ansible, Salt ; SaltStack",
    "Apple Numbers": "Pages, Numbers, Keynote",
    "Sketch": "Figma, Sketch, InVision",
    "Unity": "Unity, C# ; Games made with Unity ; Unity3D",
    "Blender": "Blender, Maya ; 3D animation in Blender",
    "Make": "Make, CMake ; C++ projects with CMake and Make",
    "Cypress": "Cypress, Selenium ; End-to-end tests in Cypress",
    "Phoenix": "Elixir, Phoenix ; Phoenix Framework",
    "Workday": "Workday, SAP ; Rolled out Workday for 900 people",
    "SAP": "SAP FI, SAP ; Ten years with SAP",
    "German": """
        German (native), English (C1)
        Languages: German, English
        Fluent in German
        Deutsch (Muttersprache)
        I speak German at work
    """,
    "French": "English, French, Spanish ; French: intermediate ; Français courant",
    "Polish": "Polish (native) ; German, Polish ; Fluent Polish",
    "Sales": """
        Sales, marketing
        Ten years of experience in B2B and Sales
        Skills: Sales, CRM
        Sales and account management
    """,
    "People management": """
        Managed 5 people
        Led a team of 12 engineers
        Supervised over 20 nurses
        Leitung von 8 Mitarbeitern
        Personalführung
    """,
    "Python": """
        python
        PYTHON
        Python3
        Python-Entwickler
        (Python)
        熟练使用Python
        \uff30\uff59\uff54\uff48\uff4f\uff4e
    """,
    "Machine learning": """
        machine-learning
        Machine\\nLearning
        机器学习
        maschinelles Lernen
        ML, NLP
    """,
    "PostgreSQL": "Postgres ; PostgreSQL 15 ; postgresql",
    "ASP.NET": "ASP.NET/C# ; ASP.NET Core",
    "Socket.IO": "Socket.IO ; Node.js, Socket.io",
    "A/B testing": "A/B testing ; A/B tests",
    "Welding": "Schweißen ; SCHWEISSEN ; MIG welding and welding",
}
NOT_MEANT = {
    "Epic EHR": "An epic journey ; Epic games ; Wrote user epics",
    "Snowflake": "Paper Snowflake decorations",
    "Siemens PLC": "Joined Siemens AG ; Worked at Siemens in Berlin",
    "Ubuntu": "Ubuntu Health ; the Ubuntu philosophy",
    "Nursing": "Pflege einer Anwendung ; Wartung und Pflege der Server",
    "Filing": "Ablage in Confluence",
    "Sourcing": "Open sourcing the tool ; sourcing local vegetables",
    "Manufacturing": "熟悉制造业财务工作",
    "Go": """
        Ready to go live in May
        A go-to-market plan
        Go to the customer first
        We go where the problem is
        Interests: chess, Go
        Hobbies:\\nGo, chess, cooking
        I play Go at a club
        Go getter with a smile
        On the go
        Let it go.
        Go beyond what is asked
    """,
    "R": """
        R&D manager
        R & D, product
        John R. Smith
        R. Smith, surveyor
        Head of R&D and quality
        Toys R Us
        J. R. Miller and sons
        Rated R
    """,
    "C": """
        Vitamin C and zinc
        C-level stakeholders
        C-suite reporting
        English C1, French B2
        Hepatitis C ward
        Michael C. Jones
        Führerschein Klasse C
        Plan C
        Building C, room 12
        Licence C
        Worked in C++
        C# and F#
    """,
    "D": "R&D ; Vitamin C and D rounds ; Vitamin D ; Grade D ; Level D ; D. Trump, painter",
    "Spring": """
        Spring 2014
        Graduated in Spring 2019
        Since spring I have led the team
        The spring collection
        Spring semester abroad
        Spring cleaning of the backlog
        Early Spring campaign
    """,
    "Microsoft Excel": """
        I excel at pressure
        Employees who excel under stress
        Excel at customer service
        Students excel in my class
        helped the team excel
    """,
    "Microsoft Word": """
        Word of mouth
        In a word, reliable
        The spoken word
        A word for every guest
        Last Word of the judge
    """,
    "Microsoft Access": """
        Access to patient files
        Managed access control
        Wheelchair Access
        Open Access journals
        Gave customers access to data
        Access rights for staff
    """,
    "Microsoft Outlook": "A positive Outlook on life ; The economic outlook ; Outlook for 2024",
    "Microsoft Teams": """
        Led Teams of five
        Teams in four countries
        Sales teams
        Cross-functional Teams
        Worked with teams worldwide
    """,
    "Swift": """
        Swift response to complaints
        Swift and accurate data entry
        Ensured swift delivery
        Taylor Swift
        Swift decision making
    """,
    "Rust": """
        Rust removal and painting
        Treated surfaces against Rust
        Rust protection for ships
        Removed rust
    """,
    "React": """
        React to alarms within minutes
        I react calmly
        React quickly under pressure
        Able to react
    """,
    "Spark": "Spark plugs replaced ; Spark interest in reading ; A spark of genius ; Spark erosion",
    "Chef": "Head Chef ; Chef de partie ; Sous Chef at a hotel ; Worked as a chef ; Pastry Chef",
    "Puppet": "Puppet theatre ; Puppet shows for children ; A hand puppet",
    "Lean manufacturing": "Lean on me ; Lean startup ; We lean on data ; Lean theorem prover",
    "Lean theorem prover": "Lean manufacturing ; Lean and Six Sigma ; Lean production",
    "Express.js": "Express delivery ; American Express ; Express ideas clearly ; Orient Express",
    "Julia": "Julia Meyer ; Julia Roberts ; Supervised by Julia ; Contact: Julia Schmidt, manager",
    "Ruby": "Ruby Jones ; Ruby wedding ; Thanks to Ruby",
    "Ada": "Ada Lovelace ; ADA compliance ; Ada Brown",
    "Dart": "Dart player ; A dart board ; Drove a Dodge Dart",
    "BASIC": "Basic knowledge ; Basic English ; BASIC FIRST AID ; German (basic), English (B2)",
    "Helm": "At the helm of the firm ; Took the Helm ; Helm of a ship",
    "HashiCorp Vault": "The bank vault ; Vault of the museum ; Pole Vault",
    "Notion": "The notion of quality ; No notion of time",
    "Slack": "Picked up the slack ; Cut some Slack",
    "SaltStack": "Salt and pepper ; Salt Lake City ; Sea salt",
    "Apple Numbers": "Numbers and figures ; Good with numbers ; Phone Numbers of guests",
    "Apple Pages": "Web pages ; Pages of text ; Landing Pages",
    "Sketch": "A sketch of the house ; Sketch comedy",
    "Unity": "A sense of unity ; Unity of the team",
    "Blender": "Cleaned the Blender ; A hand blender",
    "Make": "Make decisions ; Make sure it works ; I make plans",
    "Phoenix": "Moved to Phoenix, Arizona ; Phoenix airport",
    "Workday": "Every workday ; An eight-hour workday ; Per Workday",
    "Windows": "Cleaned windows ; Windows and doors ; Shop Windows",
    "Public relations": "Reviewed every PR ; Opened a PR #12",
    "German": """
        German citizen
        The German market
        German customers
        A German company
        German law
    """,
    "French": "French customers ; French cuisine ; The French subsidiary",
    "Polish": "Polish the silver ; nail polish ; shoe polish",
    "Sales": """
        Sales of 5 million
        Increased sales by 20%
        Annual sales rose
        Sales tax
    """,
    "People management": "Managed 5 projects ; Led 3 migrations ; Managed people's expectations",
    "Python": "python@example.org ; https://python.org/docs ; www.python.org ; Pythonesque humour",
    "GitHub": "github.com/somebody ; https://github.com/x/y",
    "JavaScript": "Java and a script",
    "Java": "The island of Java ; Java, Indonesia ; JavaScript ; javascripts ; Javanese",
    "SQL": "MySQL ; NoSQL",
    "T-SQL": "We can't SQL",
}


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (skill, text.strip().replace("\\n", "\n"))
        for skill, texts in table.items()
        for line in texts.strip().splitlines()
        for text in line.split(" ; ")
    ]


def names_in(text: str) -> set[str]:
    return {hit.name for hit in find_skills(text)}


@pytest.mark.parametrize(("skill", "text"), rows(MEANT))
def test_it_is_meant(skill: str, text: str) -> None:
    assert skill in names_in(text)


@pytest.mark.parametrize(("skill", "text"), rows(NOT_MEANT))
def test_it_is_not_meant(skill: str, text: str) -> None:
    assert skill not in names_in(text)


def test_the_table_is_large() -> None:
    assert len(rows(MEANT)) >= 150
    assert len(rows(NOT_MEANT)) >= 120
