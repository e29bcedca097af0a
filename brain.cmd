@echo off
rem The Distributed Brain on Windows: finds a JDK 25, builds when there is no build yet, and runs. "brain --help" lists the commands.
rem After changing sources run "brain build".
setlocal EnableDelayedExpansion
set "HERE=%~dp0"
set "JDK="
for %%D in ("%JAVA_HOME%") do call :try "%%~D"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%USERPROFILE%\.jdks\*") do call :try "%%~D"
if not defined JDK (
  echo The Distributed Brain needs a JDK 25 or newer and found none: install one, for example Temurin from https://adoptium.net, or set JAVA_HOME to one. 1>&2
  exit /b 2
)
if "%~1"=="test" (
  echo The tests run in a Unix shell: start .\brain test in WSL, or mvn verify here. 1>&2
  exit /b 2
)
if "%~1"=="build" goto build
if exist "%HERE%app\target\app.jar" goto run
:build
where mvn >nul 2>nul || (
  echo Maven is missing, which builds The Distributed Brain: install Maven 3.8 or newer from https://maven.apache.org. 1>&2
  exit /b 2
)
echo Building ^(first time: a few minutes^)... 1>&2
if not exist "%HERE%target" mkdir "%HERE%target"
pushd "%HERE%"
set "JAVA_HOME=%JDK%"
call mvn -B -q -pl app -am -Dmaven.test.skip=true package > target\build.log 2>&1
if errorlevel 1 (
  type target\build.log 1>&2
  echo The build failed; all of it is in %HERE%target\build.log. 1>&2
  popd
  exit /b 2
)
popd
if "%~1"=="build" exit /b 0
:run
"%JDK%\bin\java" --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector -Xmx768m %BRAIN_JAVA_OPTS% -cp "%HERE%app\target\app.jar;%HERE%app\target\lib\*" org.distributedbrain.cli.Brain %*
exit /b %ERRORLEVEL%

:try
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  set "MAJOR=%%~V"
  set "MAJOR=!MAJOR:"=!"
  if !MAJOR! GEQ 25 set "JDK=%~1"
)
exit /b 0
