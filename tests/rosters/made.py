"""Lists and exports for the tests of rosters."""

import io
import zipfile

MANIFEST = (
    "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\nfile.classes,bulk\n"
)
ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,De Linde,school,,\n"
SESSIONS = (
    "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
    "t1,,,This year,schoolYear,2026-08-01,2027-07-31,,2027\nt0,,,Last year,schoolYear,2025-08-01,2026-07-31,,2026\n"
)
CLASSES = (
    "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods\n"
    'c1,,,2B,8,k1,2B,homeroom,,o1,"t1",,,\n'
    "c2,,,Art,8,k2,ART,scheduled,,o1,t1,,,\n"
    "c3,,,1B,8,k1,1B,homeroom,,o1,t0,,,\n"
)
USERS = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
    "u1,,,true,o1,student,noor,,Noor,Vries,de,,noor@home.example,0611111111,,,8,\n"
    "u2,,,true,o1,student,amin,,Amin,Idrissi,Karim,,amin@home.example,,,,8,\n"
    "u3,,,true,o1,teacher,tess,,Tess,Teacher,,,tess@delinde.example,,,,,\n"
)
ENROLLMENTS = (
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
    "e1,,,c1,o1,u1,student,,,\ne2,,,c1,o1,u2,student,,,\ne3,,,c2,o1,u1,student,,,\n"
    "e4,,,c1,o1,u3,teacher,true,,\ne5,,,c3,o1,u1,student,,,\n"
)


def oneroster(folder: str = "", **changed: str) -> bytes:
    """A small OneRoster export: Noor and Amin in 2B (a homeroom), Noor in Art and in last year's 1B; Tess teaches."""
    files = {
        "manifest": MANIFEST,
        "orgs": ORGS,
        "academicSessions": SESSIONS,
        "classes": CLASSES,
        "users": USERS,
        "enrollments": ENROLLMENTS,
    } | changed
    return zipped({f"{folder}{name}.csv": text.encode() for name, text in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
