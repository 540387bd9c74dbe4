"""Transfer files of several versions and nestings, of children who do not exist."""

from __future__ import annotations

TOMI = """
<Pupil><UPN>{upn}</UPN><Surname>Adeyemi &amp; Søn</Surname><Forename>Tomi</Forename><DOB>2012-03-14</DOB><{sex}>M</{sex}>
 <BasicDetails><PreferredForename>Tom</PreferredForename><MiddleNames>Ola</MiddleNames><NCyearActual>9</NCyearActual>
  <Ethnicity>BAFR</Ethnicity><Languages><Type><LanguageType>F</LanguageType><Language>ENG</Language></Type></Languages></BasicDetails>
 <FSMhistory><FSMinstance><FSMstartDate>2024-09-01</FSMstartDate><UKcountry>ENG</UKcountry></FSMinstance></FSMhistory>
 <LookedAfter><InCare>false</InCare></LookedAfter>
 {sen}
 <Address><BS7666Address><PAON>4</PAON><Street>Mill Lane</Street><Town>Riverside</Town></BS7666Address><PostCode>RV3 1JK</PostCode></Address>
 <Contacts>
  <Contact><Order>1</Order><Title>Mrs</Title><Surname>Adeyemi</Surname><Forename>J.</Forename><Gender>F</Gender>
   <Relationship>PAM</Relationship><Responsibility>true</Responsibility><AddressAsPupil>true</AddressAsPupil>
   <Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900123</PhoneNo></Phone></Phones><Email>j@family.example</Email></Contact>
  <Contact><Order>2</Order><Title>Mr</Title><Surname>Adeyemi</Surname><Forename>K.</Forename><Relationship>PAF</Relationship>
   <Responsibility>1</Responsibility><Address><AddressLine1>9 Quay Street</AddressLine1><PostCode>RV7 3LM</PostCode></Address></Contact>
 </Contacts>
 <Attendance><YearData><Year>2026</Year><SessionsPossible>80</SessionsPossible><SessionsAttended>62</SessionsAttended>
   <AttendSessions><AttendanceStartDate>2026-09-01</AttendanceStartDate></AttendSessions></YearData>
  <YearData><Year>2025</Year><SessionsPossible>380</SessionsPossible><SessionsAttended>342</SessionsAttended>
   <AttendSessions><AttendanceStartDate>2025-09-01</AttendanceStartDate></AttendSessions></YearData></Attendance>
 <SchoolHistory><School><SchoolName>Millbrook Primary School</SchoolName><EntryDate>2016-09-05</EntryDate><LeavingDate>2023-07-21</LeavingDate></School>
  <School><SchoolName>Oakfield School</SchoolName><EntryDate>2023-09-04</EntryDate><LastSchool>true</LastSchool></School></SchoolHistory>
</Pupil>"""
SEN_BESIDE = """<SENhistory><SEN><StartDate>2023-01-01</StartDate><SENprovision>N</SENprovision></SEN>
 <SEN><StartDate>2025-01-01</StartDate><SENprovision>K</SENprovision></SEN>
 <SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>SEMH</SENtype></SENneed></SENneeds></SENhistory>"""
SEN_INSIDE = """<SENhistory><SEN><StartDate>2025-01-01</StartDate><SENprovision>K</SENprovision>
 <SENneeds><SENneed><SENtypeRank>2</SENtypeRank><SENtype>MLD</SENtype></SENneed>
 <SENneed><SENtypeRank>1</SENtypeRank><SENtype>SEMH</SENtype></SENneed></SENneeds></SEN></SENhistory>"""
UPN = "B801200005001"


def transfer_file(
    *pupils: str, version: str = "25.0", root: str = "CTfile", encoding: str = "utf-8", namespace: str = ""
) -> bytes:
    """A whole file around these pupils."""
    space = f' xmlns="{namespace}"' if namespace else ""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><{root}{space}><Header><CTFversion>{version}</CTFversion></Header>'
        f"<CTFpupilData>{''.join(pupils)}</CTFpupilData></{root}>"
    )
    return text.encode(encoding)


def tomi(*, sex: str = "Sex", sen: str = SEN_BESIDE, upn: str = UPN) -> str:
    """One child, with everything."""
    return TOMI.format(sex=sex, sen=sen, upn=upn)
