/// English words that tell a sentence from a command.
enum ProseWords {
  /// Words that hardly occur as arguments.
  static let strong = words(
    """
    also am are be because been can could did do does had has have here if is it its may must my
    only our please should so such than that the their them then there these they this those was
    we were what which who whose will would you your
    """)

  /// Words that may be arguments, but rarely several of them.
  static let weak = words(
    """
    a about after all an and any as at before beginning between both but by containing current
    each ending every exactly excluding following for from having in including into larger
    matching named newer no not of older on or other out per recursively smaller starting to
    under using via when where while with within without
    """)

  /// What requests are about.
  static let nouns = words(
    """
    alias command commands content contents directories directory file files folder folders
    group job jobs line lines list number output package packages process processes string user
    users word words
    """)

  /// Words that begin requests and answers, and are no programs.
  static let imperatives = words(
    """
    add adjust allow answer append apply archive ask assign backup block build calculate call
    capture change check choose clean close collect combine concatenate configure connect
    consider copy count create decompress decrypt define delete detect determine discard
    disconnect do download drop dump duplicate edit eliminate empty encrypt ensure enter erase
    establish estimate evaluate examine exclude execute explain extract fetch fill filter
    finally first fix flush follow force forward generate get give grab grant group handle hello
    hi hide ignore include increase inspect invoke keep launch leave limit list listen load lock
    lookup loop mark match measure merge modify monitor move name need next note obtain ok okay
    omit order output overwrite pack parse perform pick pipe place prefix prepend press prevent
    print process produce provide pull push put query quit rebuild recall receive recover
    recursively redirect reduce refresh remove reorder repeat replace report request require
    resolve restart restore resume retrieve reverse rotate run save scan schedule search second
    see send separate serve show simulate skip sorry specify squash start stop store stream
    subtract suppress sure swap switch synchronize take tell terminate thanks toggle transfer
    transform translate trim try turn undo uninstall unmount unpack update upgrade upload use
    using validate verify visit wipe work
    """)

  /// Programs whose names begin requests as well.
  static let verbs = words(
    """
    ack age alias as at batch bind break cancel clear clip co column command compare compress
    continue convert cut date declare diff disown display enable env eval exec exit expand
    export file find finger fold free go groups halt hash head help history host identify import
    indent install jobs join kill knife last less let link links local locate login look mail
    make mock more mount net nice node open parallel pass paste patch ping play port rake read
    reboot rename repo reset return say script service set shift shutdown size sleep sort source
    split stack step strings strip sum tail talk task tee test tidy time top touch trap tree
    type unalias uncompress units unlink unset unzip users wait watch which who write yes zip
    """)

  /// Programs whose arguments are free text.
  static let talkers = words(
    """
    : banner cowsay dialog echo espeak espeak-ng figlet logger notify-send print printf say
    toilet wall whiptail write zenity
    """)

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
