/** Names that may be said in a call: people, and the parts of which synthetic practices and payors are made. */

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

export const firstNames = list(`
aaron adam alan albert alice allison amanda amber amy andrea andrew angela anita ann anna anthony april arthur ashley
barbara benjamin beth betty beverly bonnie bradley brandon brenda brian bruce carl carla carlos carmen carol caroline
catherine charles cheryl chris christina christine christopher claire cindy craig crystal cynthia daniel danielle darlene
david dawn deborah debra denise dennis derek diana diane donald donna doris dorothy douglas edward eileen elaine elena
elizabeth ellen emily emma eric erica erin eugene eva evelyn felicia frances francis frank gail gary george gerald gina
glenn gloria gordon grace grant greg gregory hannah harold heather helen henry holly howard ian irene isaac jack jacob
jacqueline james jamie jane janet janice jason jasmine jean jeff jeffrey jennifer jeremy jerry jessica jill jim joan joanne joe
john jonathan jordan jose joseph joshua joyce juan judith judy julia julie justin karen karl kate katherine kathleen kathy
keith kelly kenneth kevin kim kimberly kristen kyle larry laura lauren lawrence leah lee leon leonard leslie liam lillian linda
lisa lois lori louis lucy luis lynn marcus margaret maria marie marilyn mario marion mark martha martin marvin mary matthew
maureen megan melissa michael michelle miguel monica nancy naomi natalie nathan nicholas nicole nina noah norma norman
olivia oscar pamela patricia patrick paul paula peggy peter philip phyllis priya rachel ralph ramona raymond rebecca regina renee
ricardo richard rita robert roberta robin roger ronald rosa rose roy russell ruth ryan sally samantha samuel sandra sara
scott sean sharon sheila shirley simon sofia sophia stacy stanley stella stephanie stephen steve steven susan suzanne sylvia
tamara tanya teresa terry theresa thomas tiffany timothy tina todd tom tony tracy tyler valerie vanessa veronica victor
victoria vincent virginia walter wanda warren wayne wendy wesley william yolanda yvonne`);

export const lastNames = list(`
abbott adams alexander allen anderson andrews armstrong arnold bailey baker barnes bennett bishop black boyd bradley brooks
brown bryant burke burns butler campbell carlson carpenter carroll carter castillo chang chapman chavez chen clark cohen
coleman collins cook cooper cox crawford cruz cunningham curtis daniels davis diaz dixon douglas doyle duncan dunn edwards
elliott ellis evans ferguson fernandez fisher fleming fletcher ford foster fowler fox franklin freeman fuller garcia gardner garrett
gibson gilbert gomez gonzalez gordon graham grant gray green greene griffin gupta hall hamilton hansen hanson harper harris
harrison hart harvey hawkins hayes henderson henry hernandez hicks hill hoffman holmes howard howell hudson hughes hunt
hunter jackson jacobs james jenkins jensen johnson johnston jones jordan kelley kelly kennedy kim king klein knight kumar
lambert lane larson lawrence lawson lee lewis little long lopez lowe lynch lyons marshall martin martinez mason matthews
mccarthy mccoy mcdonald mendoza meyer miller mills mitchell montgomery moore morales moreno morgan morris morrison
murphy murray myers nelson newman nguyen nichols norris obrien ochoa olson ortega ortiz owens palmer park parker patel patterson
payne perez perkins perry peters peterson phillips pierce porter powell price quinn ramirez ramos randall reed reyes reynolds rice
richards richardson riley rivera roberts robertson robinson rodriguez rogers romero rose ross russell ryan sanchez sanders
schmidt schneider schultz scott shaw shelton silva simmons simpson singh smith snyder spencer stanley stephens stevens stewart
stone sullivan sutton taylor thomas thompson torres tucker turner valdez vargas vasquez wagner walker wallace walsh ward
warner warren washington watkins watson weaver webb weber welch wells west wheeler white williams williamson willis wilson
wood woods wright wu yang young zimmerman`);

/** First words of synthetic practices and payors. */
export const placeNames = list(`
cedar lakeside harbor riverside oakwood maple pine summit valley meadow northern southern eastern western pacific atlantic
evergreen brookside hillside parkview lakeview fairview highland greenfield silver golden crescent beacon compass liberty
heritage pioneer united coastal central midtown sunrise sunset willow birch granite sterling keystone cascade aurora horizon
northwind bluebird redwood stonebridge clearwater springfield riverbend brightwater`);
